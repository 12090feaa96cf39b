import type { Detector } from './Detector';
import { firstCrossing } from './firstCrossing';

/** Somebody is refused again and again. */
export function repeatedDenials(options: {
  attempts: number;
  withinMs: number;
}): Detector {
  const { attempts: threshold, withinMs } = options;
  return {
    id: 'repeated_denials',
    outcome: 'denied',
    threshold,
    withinMs,
    lookBackMs: withinMs,
    find: (events, since) =>
      firstCrossing(
        events.map(({ at }) => at),
        { since, threshold, withinMs },
      ),
    says: count => `was refused ${count} times`,
  };
}
