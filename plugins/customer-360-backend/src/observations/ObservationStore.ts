import type {
  FacetId,
  Figure,
} from '@customer-360/backstage-plugin-customer-360-common';

/** The figures of one facet of one customer, as they were at a time. */
export interface Observation {
  readonly facet: FacetId;
  /** When they were true at the source. ISO 8601 UTC. */
  readonly asOf: string;
  /** When they were read. ISO 8601 UTC. */
  readonly fetchedAt: string;
  /** Ids of the sources they come from. */
  readonly sources: readonly string[];
  readonly figures: readonly Figure[];
}

/** What is remembered of customers: numbers and when they were true. */
export interface ObservationStore {
  /**
   * Keeps what differs from the latest that is kept, and the first of each day
   * in UTC in any case, so that a quiet figure is told from a forgotten one.
   *
   * @param observations - at most one of each facet
   * @returns how many were kept
   */
  keep(
    customerRef: string,
    observations: readonly Observation[],
  ): Promise<number>;

  /** The latest of each facet in a span, both ends included. */
  latestIn(
    customerRef: string,
    span: { readonly from: string; readonly to: string },
  ): Promise<Observation[]>;

  /**
   * Of each of some facets the first that is kept, and the latest up to each of
   * some instants, whose end is included. By facet, oldest first, each once.
   */
  milestones(
    customerRef: string,
    wanted: {
      readonly facets: readonly FacetId[];
      readonly upTo: readonly string[];
    },
  ): Promise<Observation[]>;

  /**
   * Of some facets of many customers the latest up to each of some instants,
   * whose end is included. By customer; by facet, oldest first, each once.
   */
  latestOf(
    customerRefs: readonly string[],
    wanted: {
      readonly facets: readonly FacetId[];
      readonly upTo: readonly string[];
    },
  ): Promise<ReadonlyMap<string, Observation[]>>;

  /** Since when each facet is observed. ISO 8601 UTC. */
  observedSince(customerRef: string): Promise<ReadonlyMap<FacetId, string>>;

  /** How many are kept of a customer. */
  count(customerRef: string): Promise<number>;

  /** Forgets a customer. @returns how many were forgotten */
  erase(customerRef: string): Promise<number>;

  /**
   * Takes away the oldest, a bounded number of them.
   *
   * @param unchangedOnly - leaves those that say something new
   * @returns how many went; fewer than the limit where no more are that old
   */
  deleteBefore(options: {
    readonly facets: readonly FacetId[];
    readonly before: string;
    readonly unchangedOnly: boolean;
    readonly limit: number;
  }): Promise<number>;
}
