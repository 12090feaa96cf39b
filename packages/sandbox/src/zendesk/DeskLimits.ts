import { FixedWindow } from '../server/rateLimits.ts';
import type { VendorContext } from '../server/types.ts';
import { zendeskErrors } from './ZendeskError.ts';

const MINUTE_MS = 60_000;

/** Endpoints with a bucket of their own beside the account's. @internal */
export type Bucket = 'incremental-exports' | 'search-export' | 'tickets-index';

/**
 * Zendesk's limits of one account on the Enterprise plan: 700 requests a
 * minute, and 10 incremental exports, 100 search exports and 100 listings of
 * all tickets among them.
 *
 * @internal
 */
export class DeskLimits {
  readonly #context: VendorContext;
  readonly #account = new FixedWindow({ limit: 700, windowMs: MINUTE_MS });
  readonly #buckets: Readonly<Record<Bucket, FixedWindow>> = {
    'incremental-exports': new FixedWindow({ limit: 10, windowMs: MINUTE_MS }),
    'search-export': new FixedWindow({ limit: 100, windowMs: MINUTE_MS }),
    'tickets-index': new FixedWindow({ limit: 100, windowMs: MINUTE_MS }),
  };

  constructor(context: VendorContext) {
    this.#context = context;
  }

  /**
   * Counts a request.
   *
   * @returns the headers of the answer
   * @throws ZendeskError 429 with Retry-After
   */
  count(bucket?: Bucket): Record<string, string> {
    const now = this.#context.now();
    const enabled = this.#context.limitsEnabled();
    const account = this.#account.take(now);
    const reset = Math.max(1, Math.ceil(account.resetMs / 1_000));
    const headers: Record<string, string> = {
      'x-rate-limit': String(account.limit),
      'x-rate-limit-remaining': String(account.remaining),
      'ratelimit-limit': String(account.limit),
      'ratelimit-remaining': String(account.remaining),
      'ratelimit-reset': String(reset),
    };
    if (!account.allowed && enabled) {
      throw zendeskErrors.rateLimit('API', {
        ...headers,
        'retry-after': String(reset),
      });
    }
    if (bucket) {
      const own = this.#buckets[bucket].take(now);
      const ownReset = Math.max(1, Math.ceil(own.resetMs / 1_000));
      headers[
        `zendesk-ratelimit-${bucket}`
      ] = `total=${own.limit}; remaining=${own.remaining}; resets=${ownReset}`;
      if (!own.allowed && enabled) {
        throw zendeskErrors.rateLimit(
          bucket === 'incremental-exports' ? 'incremental export API' : 'API',
          { ...headers, 'retry-after': String(ownReset) },
        );
      }
    }
    return headers;
  }
}
