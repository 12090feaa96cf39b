import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock/SharedClock';
import type { Watch } from '../watches/Watch';
import type { Watermark } from '../watches/Watermark';
import type { ChangeFeed, RisenCounter } from './ChangeFeed';
import type { CustomerLooks } from './CustomerLooks';
import type { LookingRound } from './LookingRound';

const COUNTERS_AT_ONCE = 500;
const CUSTOMERS_AGAIN = 200;
const RENEWED_A_ROUND = 200;
/** A counter may rise that long before its transaction is committed. */
const OVERLAP_MS = 120_000;
const MAX_SEEN = 200_000;

/**
 * Follows the counters that make readings worthless: whatever has changed, by
 * whichever way it came to be known, its customer is looked at. One instance
 * does it for all, from where the last one has come to.
 */
export class ChangeWatch implements Watch {
  readonly id = 'customer-360-changes';
  readonly schedule: Watch['schedule'] = {
    frequency: { seconds: 20 },
    timeout: { minutes: 30 },
    initialDelay: { seconds: 30 },
  };
  readonly #feed: ChangeFeed;
  readonly #watermark: Watermark;
  readonly #round: LookingRound;
  readonly #looks: CustomerLooks;
  readonly #clock: Clock;
  /** Within the overlap nothing is looked at twice by the same instance. */
  readonly #seen = new LRUCache<string, number>({ max: MAX_SEEN });

  constructor(options: {
    feed: ChangeFeed;
    watermark: Watermark;
    round: LookingRound;
    looks: CustomerLooks;
    clock: Clock;
  }) {
    this.#feed = options.feed;
    this.#watermark = options.watermark;
    this.#round = options.round;
    this.#looks = options.looks;
    this.#clock = options.clock;
  }

  async run(signal: AbortSignal): Promise<void> {
    const now = this.#clock.now();
    let renewable = RENEWED_A_ROUND;
    const mayRenew = () => renewable-- > 0;
    // First: of changes there may be more than this round comes to.
    await this.#lookAgain(now, mayRenew);
    const reached = await this.#watermark.reached();
    if (reached === undefined) {
      // What has changed before is seen when it is its customer's turn.
      await this.#watermark.reach(isoOf(now));
    } else {
      await this.#follow(
        Date.parse(reached) - OVERLAP_MS,
        now,
        signal,
        mayRenew,
      );
    }
  }

  async #follow(
    from: number,
    now: number,
    signal: AbortSignal,
    mayRenew: () => boolean,
  ): Promise<void> {
    let position = { bumpedAt: isoOf(from), customerRef: '', scope: '' };
    let risen: RisenCounter[] = [];
    do {
      risen = await this.#feed.after(position, COUNTERS_AT_ONCE);
      const unseen = risen.filter(
        counter => this.#seen.get(keyOf(counter)) !== counter.generation,
      );
      await this.#round.ofChanged(scopesByCustomer(unseen), mayRenew);
      for (const counter of unseen) {
        this.#seen.set(keyOf(counter), counter.generation);
      }
      const last = risen.at(-1);
      if (last) {
        position = last;
        await this.#watermark.reach(
          isoOf(Math.min(Date.parse(last.bumpedAt), now)),
        );
      }
    } while (risen.length === COUNTERS_AT_ONCE && !signal.aborted);
  }

  async #lookAgain(now: number, mayRenew: () => boolean): Promise<void> {
    const due = await this.#looks.due(now, CUSTOMERS_AGAIN);
    const again = await this.#round.ofChanged(
      new Map(due.map(({ customerRef, scopes }) => [customerRef, scopes])),
      mayRenew,
    );
    await this.#looks.done(
      due.map(({ customerRef }) => customerRef).filter(ref => !again.has(ref)),
    );
  }
}

function scopesByCustomer(
  counters: readonly RisenCounter[],
): ReadonlyMap<string, readonly string[]> {
  const customers = new Map<string, string[]>();
  for (const { customerRef, scope } of counters) {
    customers.set(customerRef, [...(customers.get(customerRef) ?? []), scope]);
  }
  return customers;
}

function keyOf({ customerRef, scope }: RisenCounter): string {
  return `${customerRef} ${scope}`;
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
