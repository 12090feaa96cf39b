import { TokenBucket } from '../server/rateLimits.ts';
import type { VendorContext } from '../server/types.ts';
import { StripeFault } from './StripeFault.ts';

/** Requests a second. */
export interface StripeRates {
  readonly global: number;
  readonly endpoint: number;
  readonly search: number;
}

/** What Stripe allows a live account. */
export const LIVE_RATES: StripeRates = {
  global: 100,
  endpoint: 25,
  search: 20,
};

/** A refusal also says which limit it was, in `Stripe-Rate-Limited-Reason`. */
export class RateLimitFault extends StripeFault {
  readonly reason: 'global-rate' | 'endpoint-rate';

  constructor(reason: 'global-rate' | 'endpoint-rate') {
    super(
      429,
      'Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.',
      { code: 'rate_limit' },
    );
    this.reason = reason;
  }
}

export class StripeLimits {
  readonly #context: VendorContext;
  readonly #rates: StripeRates;
  readonly #global: TokenBucket;
  readonly #endpoints = new Map<string, TokenBucket>();

  constructor(context: VendorContext, rates: StripeRates) {
    this.#context = context;
    this.#rates = rates;
    this.#global = new TokenBucket({
      limit: rates.global,
      perSecond: rates.global,
    });
  }

  /** @throws RateLimitFault when the account or the endpoint is over its rate */
  count(endpoint: string): void {
    if (!this.#context.limitsEnabled()) return;
    const now = this.#context.now();
    if (!this.#global.take(now).allowed)
      throw new RateLimitFault('global-rate');
    const rate = endpoint.endsWith('/search')
      ? this.#rates.search
      : this.#rates.endpoint;
    let bucket = this.#endpoints.get(endpoint);
    if (!bucket) {
      bucket = new TokenBucket({ limit: rate, perSecond: rate });
      this.#endpoints.set(endpoint, bucket);
    }
    if (!bucket.take(now).allowed) throw new RateLimitFault('endpoint-rate');
  }
}
