import type {
  CandidateRule,
  CustomerEntity,
} from '@customer-360/backstage-plugin-customer-360-common';

/** No customer is read from more accounts of one source than this. */
export const MAX_ACCOUNTS_PER_SOURCE = 20;

/** The ids of one customer at the sources. */
export interface CustomerLinks {
  /** At most `MAX_ACCOUNTS_PER_SOURCE`, in the order of the link. */
  ids(sourceId: string): readonly string[];
  /** Changes with the ids at a source: part of every cache key. */
  version(sourceId: string): string;
  /**
   * The least certain rule by which an account at a source was found; undefined
   * where a person has said so of all of them.
   */
  foundBy(sourceId: string): CandidateRule | undefined;
  /** Changes with any link that is not written on the entity. */
  readonly key: string;
}

/** Knows which ids a customer has, and which customers an id has. */
export interface LinkResolver {
  /**
   * @throws ServiceUnavailableError when it cannot be known
   */
  linksOf(entity: CustomerEntity): Promise<CustomerLinks>;

  /**
   * Customers linked to an id at a source, at most ten, whoever may see them:
   * the caller filters.
   *
   * @throws ServiceUnavailableError when the catalog does not answer
   */
  customersOf(sourceId: string, id: string): Promise<CustomerEntity[]>;

  /**
   * The same for several ids at once, by id; those that nobody is linked to
   * have an empty list.
   */
  customersOfAll(
    sourceId: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, readonly CustomerEntity[]>>;
}
