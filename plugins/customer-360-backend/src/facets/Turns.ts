import type { SourceErrorReason } from '@customer-360/backstage-plugin-customer-360-node';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  TURN_MS,
  type Claim,
  type SharedReadings,
  type SharedSlot,
} from '../shared/SharedReadings';
import type { PackedReading } from './PackedReading';

const FIRST_LOOK_MS = 10;
const LONGEST_LOOK_MS = 40;

/**
 * The turns of one fill: claimed together, so that facets which share calls
 * are read by one instance, kept while the reads go on, and waited for where
 * another instance has them.
 */
export class Turns {
  readonly #shared: SharedReadings;
  readonly #token: string;
  readonly #slots: readonly SharedSlot[];
  readonly #until: number;
  readonly #held = new Set<SharedSlot>();
  #first?: Promise<readonly Claim[]>;
  #keeper?: NodeJS.Timeout;

  constructor(options: {
    shared: SharedReadings;
    token: string;
    slots: readonly SharedSlot[];
    deadlineMs: number;
  }) {
    this.#shared = options.shared;
    this.#token = options.token;
    this.#slots = options.slots;
    this.#until = performance.now() + options.deadlineMs;
  }

  /**
   * Waits until it is our turn, somebody has tried and failed, the reading is
   * there, or the deadline: then it is still theirs.
   */
  async take(
    index: number,
    isCurrent: (reading: PackedReading) => boolean,
  ): Promise<Claim> {
    this.#first ??= this.#shared.claim(this.#slots, this.#token);
    let claim = (await this.#first)[index];
    const slot = this.#slots[index];
    let pause = FIRST_LOOK_MS;
    while (
      claim.turn.kind === 'theirs' &&
      !(claim.reading && isCurrent(claim.reading)) &&
      performance.now() + pause < this.#until
    ) {
      await sleep(pause);
      pause = Math.min(pause * 1.5, LONGEST_LOOK_MS);
      [claim] = await this.#shared.claim([slot], this.#token);
    }
    if (claim.turn.kind === 'ours') {
      this.#hold(slot);
    }
    return claim;
  }

  /** Not needed after all. */
  giveBack(slot: SharedSlot): void {
    if (this.#held.delete(slot)) {
      void this.#shared.release([slot], this.#token);
    }
  }

  async land(slot: SharedSlot, reading: PackedReading): Promise<void> {
    this.#held.delete(slot);
    await this.#shared.land(slot, this.#token, reading);
  }

  async fail(
    slot: SharedSlot,
    failure: { reason: SourceErrorReason; forMs: number; drop: boolean },
  ): Promise<void> {
    this.#held.delete(slot);
    await this.#shared.fail(slot, this.#token, failure);
  }

  end(): void {
    clearInterval(this.#keeper);
  }

  #hold(slot: SharedSlot): void {
    this.#held.add(slot);
    this.#keeper ??= setInterval(
      () => void this.#shared.keep([...this.#held], this.#token),
      TURN_MS / 3,
    ).unref();
  }
}
