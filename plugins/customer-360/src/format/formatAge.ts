import { createMessages } from '../messages/MessageRoom';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Up to this age a reading is as good as the source itself. */
const LIVE_MS = 30 * SECOND;

/** @internal */
export const ageMessages = createMessages('age', {
  live: 'live',
  seconds: (n: number) => `${n} s`,
  minutes: (n: number) => `${n} min`,
  hours: (n: number) => `${n} h`,
  days: (n: number) => `${n} d`,
});

/** @internal */
export type AgeMessages = typeof ageMessages.messages;

/**
 * The time that has gone by since an instant: "4 min", "9 d". From a day on,
 * days of the calendar in UTC, as the answers count them: a tile and its table
 * never differ by one.
 *
 * @internal
 */
export function formatElapsed(
  instant: string,
  now: Date,
  m: AgeMessages = ageMessages.messages,
): string {
  // A clock that runs behind the source's must not show a negative age.
  const ms = Math.max(0, now.getTime() - new Date(instant).getTime());
  if (ms < MINUTE) {
    return m.seconds(Math.floor(ms / SECOND));
  }
  if (ms < HOUR) {
    return m.minutes(Math.floor(ms / MINUTE));
  }
  if (ms < DAY) {
    return m.hours(Math.floor(ms / HOUR));
  }
  return m.days(
    Math.floor(now.getTime() / DAY) -
      Math.floor(new Date(instant).getTime() / DAY),
  );
}

/** Age of a reading: "live" up to 30 seconds, then what has gone by. @internal */
export function formatAge(
  instant: string,
  now: Date,
  m: AgeMessages = ageMessages.messages,
): string {
  return now.getTime() - new Date(instant).getTime() <= LIVE_MS
    ? m.live
    : formatElapsed(instant, now, m);
}
