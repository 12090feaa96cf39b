/**
 * Over how many days figures are compared. A page of a day needs what was
 * observed up to so many days before it.
 *
 * @public
 */
export const CHANGE_WINDOWS = [30, 90] as const;

/** @public */
export type ChangeWindow = (typeof CHANGE_WINDOWS)[number];

/**
 * What was observed so many days before a day still tells of it: over a weekend
 * and a holiday nothing may have been read. What is older says nothing of it.
 *
 * @public
 */
export const OBSERVED_FOR_DAYS = 5;
