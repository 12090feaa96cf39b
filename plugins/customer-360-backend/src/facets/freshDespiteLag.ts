import type { Told } from '../generations/Generations';

/** So soon a reading that lags behind its webhook is read again. */
const SOON_MS = 2_000;
/** A source that has not caught up by then will not: its reading is what it is. */
const PATIENCE_MS = 60_000;

/**
 * Until when a reading is fresh where its vendor has told of a change: a source
 * that says v2 by webhook may still answer v1, and v1 must not live for long.
 * Pure; milliseconds.
 */
export function freshDespiteLag(options: {
  readonly told?: Told;
  /** Of the newest record of the reading, by the vendor's clock. */
  readonly changedAt?: number;
  /** When the read began, by the shared clock. */
  readonly startedAt: number;
  readonly freshUntil: number;
}): number {
  const { told, changedAt, startedAt, freshUntil } = options;
  if (!told || startedAt >= told.at + PATIENCE_MS) {
    return freshUntil;
  }
  const lags =
    changedAt !== undefined && told.changedAt !== undefined
      ? changedAt < told.changedAt
      : startedAt < told.at + SOON_MS;
  return lags ? Math.min(freshUntil, startedAt + SOON_MS) : freshUntil;
}
