import type { SourceExpiry } from '@customer-360/backstage-plugin-customer-360-common';

const DAY_MS = 24 * 60 * 60_000;

/**
 * How long ahead somebody is warned. A key is renewed by us, and asking for one
 * takes its time. A certificate is the source's own, and most renew theirs by
 * themselves a month before: one that has not by now was forgotten.
 */
const AHEAD_MS: Record<SourceExpiry['what'], number> = {
  credential: 30 * DAY_MS,
  certificate: 14 * DAY_MS,
};

/** When what a source needs ends, as far as it is known. */
export interface ExpiryDates {
  readonly credential?: Date;
  readonly certificate?: Date;
}

/**
 * What of it has to be looked after; the first to end comes first. Pure.
 *
 * @param now - milliseconds since the epoch
 */
export function expiriesOf(dates: ExpiryDates, now: number): SourceExpiry[] {
  return (['credential', 'certificate'] as const)
    .flatMap(what => {
      const at = dates[what];
      return at ? [{ what, at }] : [];
    })
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ at, what }) => ({
      what,
      at: at.toISOString(),
      state: stateOf(at.getTime() - now, AHEAD_MS[what]),
    }));
}

function stateOf(leftMs: number, aheadMs: number): SourceExpiry['state'] {
  if (leftMs <= 0) {
    return 'past';
  }
  return leftMs <= aheadMs ? 'soon' : 'good';
}
