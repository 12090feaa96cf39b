import { FixedWindow } from '../server/rateLimits.ts';
import type { RateLimitDecision } from '../server/rateLimits.ts';
import type { VendorContext } from '../server/types.ts';
import { hubSpotErrors } from './HubSpotError.ts';

const TEN_SECONDS_MS = 10_000;
const DAY_MS = 86_400_000;

/**
 * HubSpot's limits of one portal: 190 requests in ten seconds and 650,000 a
 * day (Professional), and beside them 5 searches a second per account.
 *
 * @internal
 */
export class PortalLimits {
  readonly #context: VendorContext;
  readonly #tenSeconds = new FixedWindow({
    limit: 190,
    windowMs: TEN_SECONDS_MS,
  });
  readonly #day = new FixedWindow({ limit: 650_000, windowMs: DAY_MS });
  readonly #search = new FixedWindow({ limit: 5, windowMs: 1_000 });

  constructor(context: VendorContext) {
    this.#context = context;
  }

  /**
   * Counts a request.
   *
   * @returns the headers of the answer; a search carries none.
   * @throws HubSpotError 429
   */
  count(kind: 'search' | 'other'): Record<string, string> {
    const now = this.#context.now();
    const enabled = this.#context.limitsEnabled();
    if (kind === 'search') {
      if (!this.#search.take(now).allowed && enabled) {
        throw hubSpotErrors.rateLimit('SECONDLY');
      }
      return {};
    }
    const decision = this.#tenSeconds.take(now);
    const day = this.#day.take(now);
    if (!decision.allowed && enabled) {
      throw hubSpotErrors.rateLimit('TEN_SECONDLY_ROLLING');
    }
    return headersOf(decision, day);
  }
}

function headersOf(
  decision: RateLimitDecision,
  day: RateLimitDecision,
): Record<string, string> {
  return {
    'x-hubspot-ratelimit-max': String(decision.limit),
    'x-hubspot-ratelimit-remaining': String(decision.remaining),
    'x-hubspot-ratelimit-interval-milliseconds': String(TEN_SECONDS_MS),
    'x-hubspot-ratelimit-daily': String(day.limit),
    'x-hubspot-ratelimit-daily-remaining': String(day.remaining),
  };
}
