import type { FacetId } from '@customer-360/backstage-plugin-customer-360-common';
import type { z } from 'zod';
import { isSignedWith, type SignatureEncoding } from './isSignedWith';
import { isTimely } from './isTimely';
import { parseWebhookBody } from './parseWebhookBody';
import type {
  SourceWebhook,
  WebhookEvent,
  WebhookRequest,
  WebhookVerdict,
} from './SourceWebhook';
import { isOpaqueId } from './webhookFields';

/** What a vendor says about a delivery in its headers. @public */
export interface WebhookSignature {
  /** As they came; any one may match. */
  readonly signatures: readonly string[];
  readonly encoding: SignatureEncoding;
  /** What was signed, one after the other, the body as `request.raw`. */
  readonly signed: ReadonlyArray<string | Buffer>;
  /** When it was signed, as the signed text says; `none` where it says nothing. */
  readonly stamp: Date | 'none';
}

/** How one vendor signs and what its deliveries mean. @public */
export interface SignedWebhookOptions<TBody> {
  /** One, or two while one replaces the other. */
  readonly secrets: readonly string[];
  /** Facets that the source fills: no event is about any other. */
  readonly facets: Iterable<FacetId>;
  /** Undefined where a header is missing or is not what the vendor sends. */
  signature(request: WebhookRequest): WebhookSignature | undefined;
  readonly schema: z.ZodType<TBody>;
  /**
   * What a delivery tells, once it is known to be the vendor's: events, none
   * where it does not concern us, or another verdict.
   */
  read(
    body: TBody,
  ):
    | readonly WebhookEvent[]
    | Exclude<WebhookVerdict, { readonly outcome: 'accepted' }>;
  readonly accountsOf?: SourceWebhook['accountsOf'];
}

/** Of one delivery. */
const MAX_EVENTS = 1_000;
/** Of one event. */
const MAX_ACCOUNTS = 200;

const MALFORMED = { outcome: 'refused', reason: 'malformed' } as const;

/**
 * A webhook whose deliveries carry an HMAC-SHA256. The order is the point: the
 * signature over the bytes, then its stamp, and only then JSON, its shape and
 * its meaning.
 *
 * @throws Error when there is no secret, or an empty one
 * @public
 */
export function createSignedWebhook<TBody>(
  options: SignedWebhookOptions<TBody>,
): SourceWebhook {
  const { secrets, accountsOf } = options;
  if (secrets.length === 0 || secrets.includes('')) {
    throw new Error('A webhook needs a secret');
  }
  const filled = new Set(options.facets);
  return {
    receive(request, now) {
      const signature = options.signature(request);
      if (!signature || !isSignedWith(secrets, signature)) {
        return { outcome: 'refused', reason: 'signature' };
      }
      if (signature.stamp !== 'none' && !isTimely(signature.stamp, now)) {
        return { outcome: 'refused', reason: 'too_old' };
      }
      const body = parseWebhookBody(request.raw, options.schema);
      if (body === undefined) {
        return MALFORMED;
      }
      const told = options.read(body);
      if ('outcome' in told) {
        return told;
      }
      return told.length <= MAX_EVENTS && told.every(isSound)
        ? { outcome: 'accepted', events: concerning(filled, told) }
        : MALFORMED;
    },
    ...(accountsOf && { accountsOf }),
  };
}

/** What goes into a database and onto a page is bounded and printable. */
function isSound({ id, type, accounts = [], record }: WebhookEvent): boolean {
  const ids = [id, ...accounts, ...(record ? [record.type, record.id] : [])];
  return (
    ids.every(isOpaqueId) &&
    accounts.length <= MAX_ACCOUNTS &&
    /^[\x20-\x7e]{1,200}$/.test(type)
  );
}

/**
 * Without facets that the source does not fill, without events that then have
 * no effect or can be about nobody, and each id once.
 */
function concerning(
  filled: ReadonlySet<FacetId>,
  told: readonly WebhookEvent[],
): WebhookEvent[] {
  const events = new Map<string, WebhookEvent>();
  for (const event of told) {
    const facets = [...new Set(event.facets)].filter(id => filled.has(id));
    const isAboutSomebody = event.record || event.accounts?.length;
    if (facets.length > 0 && isAboutSomebody && !events.has(event.id)) {
      events.set(event.id, { ...event, facets });
    }
  }
  return [...events.values()];
}
