/** Somebody who has a customer's page open, as far as one can know. */
export interface Looker {
  /** `user:default/mara` */
  readonly userRef: string;
  /** What they were last shown something of. */
  readonly facets: ReadonlySet<string>;
}

/** Who looks at which customer. */
export interface Lookers {
  /** @returns by customer ref; a bounded number of each */
  at(
    customerRefs: readonly string[],
  ): Promise<ReadonlyMap<string, readonly Looker[]>>;
}
