/**
 * Something of a customer has changed at a source and somebody has been told
 * so: a webhook, a pipeline, an action of our own.
 */
export interface Invalidation {
  /** `customer:default/cus-8f3a1c` */
  readonly customerRef: string;
  /** All sources when left out. */
  readonly source?: string;
  /** All that the source fills when left out. */
  readonly facets?: readonly string[];
}

/** Takes changes. */
export interface Invalidations {
  /**
   * A resolved promise is the acknowledgement: no instance serves an older
   * reading as current from then on.
   *
   * @throws InputError for a source or facet that is not there
   */
  acknowledge(invalidation: Invalidation): Promise<void>;
}
