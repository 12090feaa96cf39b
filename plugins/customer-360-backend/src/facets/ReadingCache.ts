import type { PackedReading } from './PackedReading';

/**
 * Readings of this process, one per facet of an account: the newest. Which
 * generation it is of is written on it; whoever asks decides whether it is
 * current, stale or worthless.
 */
export interface ReadingCache {
  get(key: string): PackedReading | undefined;
  /** Keeps it, unless a newer one is kept already. */
  offer(key: string, reading: PackedReading): void;
  delete(key: string): void;
}
