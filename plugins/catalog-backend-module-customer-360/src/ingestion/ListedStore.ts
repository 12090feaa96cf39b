import type { ListedCustomer } from '@customer-360/backstage-plugin-customer-360-node';

/** An account as its source last listed it. */
export interface ListedRow {
  readonly source: string;
  readonly id: string;
  /** What its entity is called, should it have one. */
  readonly name: string;
  readonly listed: ListedCustomer;
  readonly hasEntity: boolean;
}

/** How far the listing of a source is. */
export interface ListingState {
  readonly source: string;
  /** `listing`: reading pages. `telling`: the catalog is told of what was read. */
  readonly phase: 'idle' | 'listing' | 'telling';
  readonly round: number;
  readonly pass: number;
  readonly cursor?: string;
  /** When the round began, while one is under way. ISO 8601 UTC. */
  readonly startedAt?: string;
  /** When the last whole round ended. */
  readonly finishedAt?: string;
  readonly changesCursor?: string;
  readonly changesAt?: string;
  /** People and config that the last pass went by. */
  readonly toldWith?: string;
  /** Entities when the pass began. */
  readonly entitiesBefore: number;
  /** True since so many would leave that nobody was removed. */
  readonly refused: boolean;
}

/** A customer that an account belongs to. */
export interface Claim {
  readonly name: string;
  readonly rule: 'external_id' | 'domain';
}

/** A word of an account. */
export interface Heard {
  readonly id: string;
  readonly mark: string;
}

/** What was listed, and how far; shared by all instances. */
export interface ListedStore {
  /** A state that was never kept is the one before the first round. */
  state(source: string): Promise<ListingState>;
  keep(state: ListingState): Promise<void>;

  /** The accounts and the state that comes of them, or neither. */
  save(
    customers: readonly ListedCustomer[],
    state: ListingState,
  ): Promise<void>;

  rows(source: string, ids: readonly string[]): Promise<ListedRow[]>;
  /** Seen in the round of the state, by id, after its cursor. */
  seen(state: ListingState, limit: number): Promise<ListedRow[]>;
  /** Still with an entity that this pass did not give them. */
  leaving(state: ListingState, limit: number): Promise<ListedRow[]>;

  counts(
    state: ListingState,
  ): Promise<{ entities: number; leaving: number; listed: number }>;

  /** Notes who has an entity since this pass, and the state after it. */
  told(
    state: ListingState,
    given: readonly string[],
    taken: readonly string[],
  ): Promise<void>;

  /** Drops these accounts. */
  drop(source: string, ids: readonly string[]): Promise<void>;
  /** Drops who was not seen in the round and has no entity. */
  dropUnseen(state: ListingState): Promise<void>;

  /**
   * The customers of earlier sources that accounts of this one belong to, by
   * id; those that the two sources name each other by come first.
   */
  claims(
    rows: readonly ListedRow[],
    earlier: readonly string[],
  ): Promise<ReadonlyMap<string, readonly Claim[]>>;

  /** How many accounts of a source share a domain with another of it. */
  sharedDomains(source: string): Promise<number>;

  /** Something was heard of these accounts; each word is kept until read. */
  hear(source: string, ids: readonly string[]): Promise<void>;
  heard(source: string, limit: number): Promise<Heard[]>;
  /** Forgets these words, and none that came after them. */
  unhear(source: string, words: readonly Heard[]): Promise<void>;
  /** Ids of the accounts that have this name. */
  idsOf(source: string, name: string): Promise<string[]>;
}
