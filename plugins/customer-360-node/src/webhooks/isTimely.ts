/** Between a vendor's clock and ours, and on the way. */
const TOLERANCE_MS = 300_000;

/**
 * True for a stamp at most 300 seconds away from now, in either direction: one
 * from the future could be replayed for as long as it lies there.
 *
 * @public
 */
export function isTimely(stamp: Date, now: Date): boolean {
  return Math.abs(now.getTime() - stamp.getTime()) <= TOLERANCE_MS;
}
