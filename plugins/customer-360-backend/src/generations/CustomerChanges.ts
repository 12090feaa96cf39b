import type { Generations } from './Generations';

/** Something of a customer has changed at a source. */
export interface CustomerChange {
  /** `customer:default/cus-8f3a1c` */
  readonly customerRef: string;
  readonly source: string;
  /** What of it; all that the source fills when left out. */
  readonly facets?: readonly string[];
}

/**
 * Makes readings worthless. A resolved promise is the acknowledgement: from
 * then on no instance serves an older reading as current, nor does a read that
 * is under way anywhere.
 */
export interface CustomerChanges {
  /** @returns the customer's generations after the change */
  acknowledge(change: CustomerChange): Promise<Generations>;
}
