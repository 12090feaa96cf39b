/** Attempts in all; the last one fails about a day after the first. */
export const MAX_ATTEMPTS = 10;

/**
 * Interrupted so often and so long after it came in, an event is given up: all
 * instances may have been ended ten times for another reason.
 */
const MAX_INTERRUPTIONS = 10;
const INTERRUPTED_FOR_MS = 24 * 60 * 60 * 1000;

const FIRST_MS = 18_000;
const FACTOR = 3;
/** A vendor that asks for longer is asked all the same. */
const LONGEST_WISH_MS = 60 * 60 * 1000;

/**
 * How long until the next attempt: at random up to a bound that grows
 * threefold, so that what failed together is not tried together. Pure.
 *
 * @param attempts - made so far, from 1
 * @param wishMs - how long the vendor wants to be left alone
 */
export function retryDelayMs(
  attempts: number,
  random: number,
  wishMs = 0,
): number {
  return Math.max(
    Math.ceil(random * FIRST_MS * FACTOR ** (attempts - 1)),
    Math.min(wishMs, LONGEST_WISH_MS),
  );
}

/**
 * Whether nobody is to take it any more. Pure.
 *
 * @param now - milliseconds since the epoch
 */
export function isGivenUp(
  {
    interruptions,
    receivedAt,
  }: { readonly interruptions: number; readonly receivedAt: string },
  now: number,
): boolean {
  return (
    interruptions >= MAX_INTERRUPTIONS &&
    now - Date.parse(receivedAt) >= INTERRUPTED_FOR_MS
  );
}
