import type { WebhookRequest } from '@customer-360/backstage-plugin-customer-360-node';
import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import PromiseRouter from 'express-promise-router';
import type { DeliveryGate } from './DeliveryGate';
import type { RefusalAudit } from './RefusalAudit';
import type { Reception, WebhookReceiver } from './WebhookReceiver';

export interface WebhookRouterOptions {
  readonly receiver: WebhookReceiver;
  readonly gate: DeliveryGate;
  readonly audit: RefusalAudit;
  /** How vendors reach this installation, without a slash at its end. */
  readonly publicUrl: string;
  readonly maxBodyBytes: number;
  /** For a whole body to come; 10 seconds. */
  readonly bodyMs?: number;
}

/** For `httpRouter.addAuthPolicy`: vendors do not sign in, they sign. */
export const WEBHOOK_PATH = '/v1/webhooks/:source';

const DEFAULT_BODY_MS = 10_000;
const RETRY_SECONDS = 5;

/** What is said; nothing of what was sent, and not which part of it was wrong. */
const SAID = {
  404: 'There is nothing here.',
  401: 'Not taken: it could not be verified. Nothing was changed. Check the signing secret of this webhook.',
  400: 'Not taken: it is not what this vendor describes. Nothing was changed.',
  408: 'Not taken: the body did not come in time. Nothing was changed; send it again.',
  413: 'Not taken: the body is too large. Nothing was changed.',
  415: 'Not taken: the body must not be compressed. Nothing was changed.',
  503: 'Not taken: it cannot be kept at the moment. Send it again.',
} as const;

class SlowBodyError extends Error {
  readonly status = 408;
}

const OF_A_BODY: ReadonlySet<unknown> = new Set([400, 408, 413, 415]);

/** What went wrong with a body; of anything else that it is to be sent again. */
const sayWhatBodyIs: ErrorRequestHandler = (error, _req, res, next) => {
  const { status } = (error ?? {}) as { status?: unknown };
  if (res.headersSent) {
    next(error);
    return;
  }
  // Nobody waits for the rest of it.
  res.setHeader('Connection', 'close');
  say(res, OF_A_BODY.has(status) ? (status as keyof typeof SAID) : 503);
};

/**
 * Vendors' webhooks, before anything that parses a body: what a vendor signed
 * are its bytes. Everything under the path is answered here, so that no other
 * route is ever reached without signing in.
 */
export function createWebhookRouter(options: WebhookRouterOptions): Router {
  const router = PromiseRouter();
  const { receiver, gate, audit, publicUrl } = options;
  const raw = express.raw({
    type: () => true,
    limit: options.maxBodyBytes,
    // A compressed body of a kilobyte may be a gigabyte.
    inflate: false,
  });
  router.post(WEBHOOK_PATH, async (req, res) => {
    const source = receiver.sourceOf(req.params.source);
    if (!source) {
      say(res, 404);
      return;
    }
    const leave = gate.enter(req);
    if (!leave) {
      say(res, 503);
      return;
    }
    try {
      await readBody(raw, req, res, options.bodyMs ?? DEFAULT_BODY_MS);
      const delivery = deliveryOf(req, publicUrl);
      const reception = await receiver.receive(source, delivery);
      if (reception.kind === 'refused') {
        await audit.note(source.id, reception.reason, req);
      }
      answer(res, reception);
    } finally {
      leave();
    }
  });
  router.use('/v1/webhooks', (_req, res) => say(res, 404));
  router.use('/v1/webhooks', sayWhatBodyIs);
  return router;
}

function readBody(
  raw: RequestHandler,
  req: Request,
  res: Response,
  ms: number,
): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new SlowBodyError()), ms);
    raw(req, res, error => {
      clearTimeout(timer);
      if (error) {
        reject(error);
      } else {
        resolve();
      }
    });
  });
}

function deliveryOf(req: Request, publicUrl: string): WebhookRequest {
  const headers: Record<string, string | undefined> = Object.create(null);
  for (const [name, value] of Object.entries(req.headers)) {
    headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return {
    method: req.method,
    url: `${publicUrl}${req.originalUrl}`,
    headers,
    // Where there is no body at all the parser leaves an empty object.
    raw: Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0),
  };
}

function answer(res: Response, reception: Reception): void {
  switch (reception.kind) {
    case 'taken':
      say(res, 200);
      return;
    case 'challenged':
      res.setHeader('Cache-Control', 'no-store');
      res.setHeader('X-Content-Type-Options', 'nosniff');
      res.status(200).type(reception.contentType).send(reception.body);
      return;
    case 'refused':
      say(res, reception.reason === 'malformed' ? 400 : 401);
      return;
    default:
      say(res, 503);
  }
}

function say(res: Response, status: 200 | keyof typeof SAID): void {
  res.setHeader('Cache-Control', 'no-store');
  if (status === 503) {
    res.setHeader('Retry-After', RETRY_SECONDS);
  }
  res
    .status(status)
    .type('text/plain')
    .send(status === 200 ? '' : SAID[status]);
}
