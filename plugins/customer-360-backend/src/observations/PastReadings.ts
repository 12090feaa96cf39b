import type { ObservedReading } from '@customer-360/backstage-plugin-customer-360-common';

/** What the figures of a day are compared with. */
export interface Past {
  /** Of each facet the first ever, and the latest before each window. */
  readonly readings: readonly ObservedReading[];
  /** Equal texts, equal readings. */
  readonly version: string;
  /** False where it could not be read, and may be by the next look. */
  readonly known: boolean;
}

/** Gives what was observed before a day, by one look into the database. */
export interface PastReadings {
  /**
   * @param facets - those that the reader may see: of others nothing is looked for
   * @param now - in milliseconds; the windows end with its day in UTC
   */
  of(
    customerRef: string,
    facets: readonly string[],
    now: number,
  ): Promise<Past>;
}
