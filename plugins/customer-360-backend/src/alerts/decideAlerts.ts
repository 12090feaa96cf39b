import type {
  AlertNews,
  AlertState,
  AlertStates,
  Sighting,
} from './AlertState';

const DAY_MS = 24 * 60 * 60_000;
/** Of the very same within a day: once, and once more. */
const SAME_A_DAY = 2;
/** Of one indicator within a day, however it changes. */
const ALL_A_DAY = 6;

/**
 * What is to be told, from what was told and what is seen. Pure.
 *
 * - What is seen for the first time is told to nobody: it may be old.
 * - What is held is as it was: neither gone nor new.
 * - Each change is told once. What goes to and fro is told as what it is at most
 *   twice within 24 hours, and six changes of one indicator are; what is still
 *   otherwise than told when they are over is told then.
 * - That something is over is told of what was bad. The end of the rest, a date
 *   that has passed, is no news.
 */
export function decideAlerts(
  known: AlertStates,
  sightings: readonly Sighting[],
  now: number,
): { states: AlertStates; news: AlertNews[] } {
  const states: Record<string, AlertState> = { ...known };
  const news: AlertNews[] = [];
  for (const sighting of sightings) {
    if (sighting.kind !== 'held') {
      const decided = decide(known[sighting.id], sighting, now);
      states[sighting.id] = decided.state;
      news.push(...decided.news);
    }
  }
  return { states, news };
}

function decide(
  known: AlertState | undefined,
  sighting: Exclude<Sighting, { kind: 'held' }>,
  now: number,
): { state: AlertState; news: AlertNews[] } {
  const { id } = sighting;
  const at = new Date(now).toISOString();
  const isThere = sighting.kind === 'there';
  const digest = isThere ? sighting.digest : '';
  const seen = isThere ? { tone: sighting.tone, word: sighting.word } : {};
  if (known === undefined) {
    return {
      state: { told: digest, now: digest, since: at, ...seen, recent: [] },
      news: [],
    };
  }
  const recent = known.recent.filter(
    telling => Date.parse(telling.at) > now - DAY_MS,
  );
  const since = known.now === digest ? known.since : at;
  const same = { ...known, now: digest, since, recent };
  if (known.told === digest) {
    return { state: same, news: [] };
  }
  if (!isThere && known.tone !== 'down') {
    return {
      state: { told: '', now: '', since, recent },
      news: [],
    };
  }
  if (
    recent.length >= ALL_A_DAY ||
    recent.filter(telling => telling.digest === digest).length >= SAME_A_DAY
  ) {
    return { state: same, news: [] };
  }
  return {
    state: {
      told: digest,
      now: digest,
      since,
      ...seen,
      recent: [...recent, { digest, at }],
    },
    news: [
      isThere
        ? { id, change: known.told === '' ? 'new' : 'changed' }
        : { id, change: 'gone', word: known.word },
    ],
  };
}
