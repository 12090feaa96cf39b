/**
 * Whether so many customers leave that the source is likelier to be wrong than
 * right. An emptied listing always is.
 */
export function refusesRemoval(
  {
    leaving,
    before,
    listed,
  }: {
    /** Entities that would be removed. */
    leaving: number;
    /** Entities that there were before. */
    before: number;
    /** Accounts that the source listed. */
    listed: number;
  },
  maxRemovedPercent: number,
): boolean {
  if (leaving === 0) {
    return false;
  }
  return listed === 0 || leaving * 100 > before * maxRemovedPercent;
}
