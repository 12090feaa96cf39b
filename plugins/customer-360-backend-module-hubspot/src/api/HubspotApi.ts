import type {
  AssociationBatch,
  HubspotRecord,
  Owner,
  Pipelines,
  Portal,
} from './wire';

/** A filter of HubSpot's search. @internal */
export interface SearchFilter {
  readonly propertyName: string;
  readonly operator: 'EQ' | 'IN' | 'GTE';
  readonly value?: string;
  readonly values?: readonly string[];
}

/** @internal */
export interface SearchQuery {
  /** Groups are joined by OR, the filters of a group by AND. */
  readonly groups: ReadonlyArray<readonly SearchFilter[]>;
  readonly properties: readonly string[];
  readonly newestFirstBy?: string;
  readonly oldestFirstBy?: string;
  /** Of the page before: how many results to leave out. A search gives 10,000 in all. */
  readonly after?: string;
  /** At most 200. */
  readonly limit: number;
}

/**
 * The calls that are made to HubSpot, one page each, with answers that have
 * been checked.
 *
 * @internal
 */
export interface HubspotApi {
  /** @throws SourceError `not_found` */
  record(
    objectType: string,
    id: string,
    properties: readonly string[],
    propertiesWithHistory?: readonly string[],
  ): Promise<HubspotRecord>;

  /** At most 100 ids; those that could not be read are not in the answer. */
  records(
    objectType: string,
    ids: readonly string[],
    properties: readonly string[],
  ): Promise<HubspotRecord[]>;

  /** At most 100 inputs. */
  associations(
    from: string,
    to: string,
    inputs: ReadonlyArray<{ id: string; after?: string }>,
  ): Promise<{
    results: AssociationBatch['results'];
    /** Of how many inputs the associations could not be read. */
    failed: number;
  }>;

  search(
    objectType: string,
    query: SearchQuery,
  ): Promise<{
    total: number;
    results: HubspotRecord[];
    after?: string;
  }>;

  /** All records of a type, 100 a page. */
  list(
    objectType: string,
    properties: readonly string[],
    after?: string,
  ): Promise<{ results: HubspotRecord[]; after?: string }>;

  owners(after?: string): Promise<{ owners: Owner[]; after?: string }>;

  /** @throws SourceError `not_found` */
  archivedOwner(id: string): Promise<Owner>;

  pipelines(objectType: string): Promise<Pipelines>;

  portal(): Promise<Portal>;
}
