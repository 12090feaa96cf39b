/**
 * Channel on which the portal's signals tell an open page that something of its
 * customer has changed.
 *
 * @public
 */
export const CHANGES_CHANNEL = 'customer-360:changes';

/**
 * What such a signal says. It goes to those alone who have looked at the
 * customer in the last minutes, and who saw what changed; what it is they are
 * told by asking again.
 *
 * @public
 */
export interface ChangeSignal {
  /** `customer:default/cus-8f3a1c` */
  customerRef: string;
}

/**
 * For so long after it last asked a page is told of changes, in milliseconds.
 *
 * @public
 */
export const TOLD_FOR_MS = 10 * 60_000;
