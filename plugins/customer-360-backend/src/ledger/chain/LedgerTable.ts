import type { ChainHead } from './ChainHead';
import type { LedgerRow } from './LedgerRow';

/** What the statement that wrote a row said of its customer. */
export interface Written {
  /** JSON of the customer's generations; `{}` where the row has no customer. */
  readonly generations: string;
}

export interface LastRow extends ChainHead {
  readonly sealed: boolean;
}

/** Rows of chains. They can be added and read, and go as a whole chain. */
export interface LedgerTable {
  /**
   * All or none, by one statement. In the order of the rows.
   *
   * @throws PlaceTaken where a chain has a row in one of the places
   */
  insert(rows: readonly LedgerRow[]): Promise<readonly Written[]>;

  /** Undefined where the chain has no row. */
  lastOf(chain: string): Promise<LastRow | undefined>;

  /** In their order, from the first after `seq`. */
  after(chain: string, seq: number, limit: number): Promise<LedgerRow[]>;

  /** Of rows, whether or not anybody knows of the chain. */
  chains(): Promise<string[]>;

  /** All rows of a chain whose time is over. */
  remove(chain: string): Promise<void>;
}

/** Somebody else has written where this instance believed the end to be. */
export class PlaceTaken extends Error {
  constructor() {
    super('The place in the chain is taken');
    this.name = 'PlaceTaken';
  }
}
