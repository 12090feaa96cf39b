import type { Crossing } from './Detector';

/**
 * Slides a window over points in time.
 *
 * @param times - in their order
 * @returns where there are first more than `threshold` in one, from `since` on
 */
export function firstCrossing(
  times: readonly number[],
  {
    since,
    threshold,
    withinMs,
  }: Readonly<Record<'since' | 'threshold' | 'withinMs', number>>,
): Crossing | undefined {
  let oldest = 0;
  let first: number | undefined;
  let most = 0;
  for (let newest = 0; newest < times.length; newest++) {
    while (times[oldest] <= times[newest] - withinMs) {
      oldest += 1;
    }
    const count = newest - oldest + 1;
    if (times[newest] >= since && count > threshold) {
      first ??= times[newest];
      most = Math.max(most, count);
    }
  }
  return first === undefined ? undefined : { at: first, count: most };
}
