import type {
  SourceContext,
  SourceWebhook,
  WebhookEvent,
  WebhookRequest,
} from '@customer-360/backstage-plugin-customer-360-node';
import { createHmac, timingSafeEqual } from 'node:crypto';

export const FAKE_SECRET = 'the secret of the fake vendor';
export const SIGNATURE_HEADER = 'x-fake-signature';
const TOLERANCE_MS = 300_000;

/** What the fake vendor sends, beside bytes that nobody can read. */
export interface FakeDelivery {
  /** Account of the vendor that it was sent by. */
  readonly tenant?: string;
  /** ISO 8601 UTC. */
  readonly sentAt?: string;
  readonly challenge?: string;
  readonly events?: readonly WebhookEvent[];
}

/** A webhook as vendors have them, with what it was given. */
export interface FakeWebhook extends SourceWebhook {
  readonly received: WebhookRequest[];
  /** Records that were asked for. */
  readonly asked: string[];
}

/** Signs method, URL and body. */
export function sign(
  request: { method: string; url: string; raw: Buffer },
  secret = FAKE_SECRET,
): string {
  return createHmac('sha256', secret)
    .update(`${request.method}${request.url}`)
    .update(request.raw)
    .digest('hex');
}

export function fakeWebhook(
  options: {
    accountsOf?: (
      record: { type: string; id: string },
      context: SourceContext,
    ) => Promise<readonly string[]>;
  } = {},
): FakeWebhook {
  const received: WebhookRequest[] = [];
  const asked: string[] = [];
  const { accountsOf } = options;
  return {
    received,
    asked,
    receive(request, now) {
      received.push(request);
      const given = Buffer.from(request.headers[SIGNATURE_HEADER] ?? '');
      const right = Buffer.from(sign(request));
      if (given.length !== right.length || !timingSafeEqual(given, right)) {
        return { outcome: 'refused', reason: 'signature' };
      }
      let body: FakeDelivery;
      try {
        body = JSON.parse(
          new TextDecoder('utf-8', { fatal: true }).decode(request.raw),
        );
      } catch {
        return { outcome: 'refused', reason: 'malformed' };
      }
      if (body.challenge !== undefined) {
        return {
          outcome: 'challenged',
          contentType: 'text/plain',
          body: body.challenge,
        };
      }
      if (
        body.sentAt &&
        Math.abs(now.getTime() - Date.parse(body.sentAt)) > TOLERANCE_MS
      ) {
        return { outcome: 'refused', reason: 'too_old' };
      }
      if (body.tenant !== undefined && body.tenant !== 'ours') {
        return { outcome: 'refused', reason: 'other_account' };
      }
      return { outcome: 'accepted', events: body.events ?? [] };
    },
    ...(accountsOf && {
      accountsOf: (record, context) => {
        asked.push(record.id);
        return accountsOf(record, context);
      },
    }),
  };
}
