import type { Knex } from 'knex';
import type { Generations } from './Generations';

/** Something of a customer has changed at a source. */
export interface CustomerChange {
  /** `customer:default/cus-8f3a1c` */
  readonly customerRef: string;
  readonly source: string;
  /** What of it; all that the source fills when left out. */
  readonly facets?: readonly string[];
  /**
   * Set where the vendor itself has told of it: its next answers may still be
   * those of before.
   */
  readonly told?: {
    /** When it happened at the source. ISO 8601 UTC with milliseconds. */
    readonly occurredAt?: string;
  };
}

/**
 * Makes readings worthless. A resolved promise is the acknowledgement: from
 * then on no instance serves an older reading as current, nor does a read that
 * is under way anywhere.
 */
export interface CustomerChanges {
  /** @returns the customer's generations after the change */
  acknowledge(change: CustomerChange): Promise<Generations>;

  /**
   * Acknowledges what some work finds to have changed, in the transaction of
   * that work: all of it or nothing. Each counter rises by one, however many of
   * the changes concern it.
   *
   * @param work - writes through the transaction it is given and nothing else,
   *   its own tables first, so that two of them never wait for each other
   */
  acknowledgeWith<T>(
    work: (tx: Knex) => Promise<{
      readonly changes: readonly CustomerChange[];
      readonly result: T;
    }>,
  ): Promise<T>;
}
