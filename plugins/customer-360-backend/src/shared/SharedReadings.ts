import type { SourceErrorReason } from '@customer-360/backstage-plugin-customer-360-node';
import type { PackedReading } from '../facets/PackedReading';
import type { SharedStore } from './SharedStore';

/** A facet of an account as it is after so many changes. */
export interface SharedSlot {
  readonly key: string;
  readonly generation: number;
}

/** Whose turn it is to read a slot at its source. */
export type Turn =
  | { readonly kind: 'ours' }
  | { readonly kind: 'theirs' }
  | {
      /** Somebody tried a moment ago. */
      readonly kind: 'failed';
      readonly reason: SourceErrorReason;
    };

/** What came of asking for a turn. */
export interface Claim {
  readonly turn: Turn;
  /** What is there already, of this generation, a higher or a lower one. */
  readonly reading?: PackedReading;
}

/**
 * Readings that all instances of an installation share, and the turns by which
 * only one of them asks a source. It helps, and nothing depends on it: no call
 * rejects or takes long, and a store that is gone knows nothing and gives
 * everybody a turn. What is current is decided by the generations, which are
 * not kept here, so that a store that forgets or comes back with old data never
 * makes an old reading current.
 */
export interface SharedReadings extends SharedStore {
  /** In the order of the keys, the newest of each. */
  get(
    keys: readonly string[],
  ): Promise<ReadonlyArray<PackedReading | undefined>>;

  /**
   * Takes the turn for each slot where nobody has it.
   *
   * @param token - tells this claim from all others
   */
  claim(slots: readonly SharedSlot[], token: string): Promise<readonly Claim[]>;

  /** Says that the reads go on: turns that are not kept end by themselves. */
  keep(slots: readonly SharedSlot[], token: string): Promise<void>;

  /** Ends turns without a word about the slot. */
  release(slots: readonly SharedSlot[], token: string): Promise<void>;

  /** Keeps a reading, unless a newer one is there, and ends its turn. */
  land(slot: SharedSlot, token: string, reading: PackedReading): Promise<void>;

  /**
   * Ends a turn and lets nobody have it for a while.
   *
   * @param drop - true where the reading that is there is known to be wrong
   */
  fail(
    slot: SharedSlot,
    token: string,
    failure: { reason: SourceErrorReason; forMs: number; drop: boolean },
  ): Promise<void>;
}

/** How long a turn lasts that is not kept: a killed instance blocks no longer. */
export const TURN_MS = 3_000;
