import { createRandom } from '../../world/random.ts';
import type { Random } from '../../world/random.ts';

/**
 * How badly a vendor's webhooks arrive. Shares are from 0 to 1.
 *
 * @public
 */
export interface ChaosSettings {
  /** The same seed spoils the same events, in the order in which they happen. */
  readonly seed: number;
  /** Share that is sent twice. */
  readonly duplicate: number;
  /** Share that is never sent. */
  readonly lose: number;
  /** Share that is held back for up to `withinMs`, so that later ones overtake. */
  readonly reorder: number;
  readonly withinMs: number;
  /** Laid on every event. */
  readonly delayMs: number;
}

/** @internal */
export const NO_CHAOS: ChaosSettings = {
  seed: 0,
  duplicate: 0,
  lose: 0,
  reorder: 0,
  withinMs: 0,
  delayMs: 0,
};

/**
 * Decides for each event when its copies are sent: none for a lost one.
 *
 * @internal
 */
export class WebhookChaos {
  readonly settings: ChaosSettings;
  readonly #random: Random;

  constructor(vendor: string, settings: ChaosSettings) {
    this.settings = settings;
    this.#random = createRandom(settings.seed, 'webhooks', vendor);
  }

  /** Milliseconds to hold each copy of the next event back. */
  next(): readonly number[] {
    const { duplicate, lose, reorder, withinMs, delayMs } = this.settings;
    // As many draws for every event: what happens to one moves no other.
    const [lost, twice, late, first, second] = [0, 1, 2, 3, 4].map(() =>
      this.#random.next(),
    );
    if (lost < lose) {
      return [];
    }
    const held = late < reorder ? first * withinMs : 0;
    return twice < duplicate
      ? [delayMs + held, delayMs + second * withinMs]
      : [delayMs + held];
  }
}
