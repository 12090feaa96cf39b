/**
 * What a limiter says about one request.
 *
 * @public
 */
export interface RateLimitDecision {
  readonly allowed: boolean;
  readonly limit: number;
  /** Requests left after this one. */
  readonly remaining: number;
  /** Milliseconds until at least one more request is allowed. */
  readonly resetMs: number;
}

/**
 * A limiter of one account. Time is passed in, so that it can be moved.
 *
 * @public
 */
export interface RateLimiter {
  take(now: Date): RateLimitDecision;
}

/**
 * Counts in windows that begin with their first request, as Zendesk's minute
 * and HubSpot's ten seconds do.
 *
 * @public
 */
export class FixedWindow implements RateLimiter {
  readonly #limit: number;
  readonly #windowMs: number;
  #startedAt = Number.NEGATIVE_INFINITY;
  #used = 0;

  constructor(options: { limit: number; windowMs: number }) {
    this.#limit = options.limit;
    this.#windowMs = options.windowMs;
  }

  take(now: Date): RateLimitDecision {
    const at = now.getTime();
    // A clock that was moved back must not lock the account for that long.
    if (at - this.#startedAt >= this.#windowMs || at < this.#startedAt) {
      this.#startedAt = at;
      this.#used = 0;
    }
    const allowed = this.#used < this.#limit;
    if (allowed) {
      this.#used += 1;
    }
    return {
      allowed,
      limit: this.#limit,
      remaining: this.#limit - this.#used,
      resetMs: this.#startedAt + this.#windowMs - at,
    };
  }
}

/**
 * Refills steadily and allows a burst of `limit`, as Stripe's requests a second do.
 *
 * @public
 */
export class TokenBucket implements RateLimiter {
  readonly #limit: number;
  readonly #perMs: number;
  #tokens: number;
  #filledAt: number | undefined;

  constructor(options: { limit: number; perSecond: number }) {
    this.#limit = options.limit;
    this.#perMs = options.perSecond / 1000;
    this.#tokens = options.limit;
  }

  take(now: Date): RateLimitDecision {
    const at = now.getTime();
    const elapsed = Math.max(0, at - (this.#filledAt ?? at));
    this.#tokens = Math.min(this.#limit, this.#tokens + elapsed * this.#perMs);
    this.#filledAt = at;
    const allowed = this.#tokens >= 1;
    if (allowed) {
      this.#tokens -= 1;
    }
    return {
      allowed,
      limit: this.#limit,
      remaining: Math.floor(this.#tokens),
      resetMs: Math.ceil(Math.max(0, 1 - this.#tokens) / this.#perMs),
    };
  }
}
