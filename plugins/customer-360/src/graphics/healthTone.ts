import type { HealthSummary } from '@customer-360/backstage-plugin-customer-360-common';
import type { Tone } from '../design/tokens';

/** From here up a score reads as good, below the second as bad. */
const GOOD = 0.7;
const FAIR = 0.4;

/**
 * Tone of a score on its own scale, whichever end of it is the good one.
 *
 * @internal
 */
export function healthTone(
  score: number,
  { scale, direction }: Pick<HealthSummary, 'scale' | 'direction'>,
): Tone {
  const share = (score - scale.min) / (scale.max - scale.min || 1);
  const good = direction === 'higher-is-better' ? share : 1 - share;
  if (good >= GOOD) {
    return 'up';
  }
  return good >= FAIR ? 'watch' : 'down';
}
