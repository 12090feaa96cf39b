import type { LedgerHead } from '@customer-360/backstage-plugin-customer-360-node';
import type { ChainHead } from '../chain/ChainHead';
import type { LedgerKeys } from '../chain/LedgerKeys';
import { SEAL, signedText, type LedgerRow } from '../chain/LedgerRow';
import type { LedgerTable } from '../chain/LedgerTable';
import { checkPlace } from './checkPlace';
import type {
  LedgerFinding,
  LedgerProblem,
} from '@customer-360/backstage-plugin-customer-360-common';

/** How far a chain has been checked. */
export interface ChainPlace extends ChainHead {
  /** True behind the row that ends it. */
  readonly sealed: boolean;
}

/** Checks one chain, page after page. */
export class ChainCheck {
  readonly #table: LedgerTable;
  readonly #keys: LedgerKeys;
  readonly #pageRows: number;
  readonly #exported?: LedgerHead;
  readonly #sealedAt?: ChainHead;
  #place: ChainPlace;
  #rows = 0;

  /**
   * @param options - with where the chain ended when that was exported last,
   *   and where the registry says that it ends
   */
  constructor(options: {
    table: LedgerTable;
    keys: LedgerKeys;
    /** Read by one statement. */
    pageRows: number;
    from: ChainPlace;
    exported?: LedgerHead;
    sealedAt?: ChainHead;
  }) {
    this.#table = options.table;
    this.#keys = options.keys;
    this.#pageRows = options.pageRows;
    this.#place = options.from;
    this.#exported = options.exported;
    this.#sealedAt = options.sealedAt;
  }

  get place(): ChainPlace {
    return this.#place;
  }

  /** Rows that were read. */
  get rows(): number {
    return this.#rows;
  }

  /** Checks one page. The chain is done where it says so, or found something. */
  async next(): Promise<{ done: boolean; finding?: LedgerFinding }> {
    const { chain } = this.#place;
    const page = await this.#table.after(
      chain,
      this.#place.seq,
      this.#pageRows,
    );
    for (const row of page) {
      this.#rows += 1;
      const seq = this.#place.seq + 1;
      const problem = this.#check(row, seq);
      if (problem) {
        return { done: true, finding: { chain, seq, problem } };
      }
      this.#place = {
        chain,
        seq,
        hash: row.hash,
        sealed: row.request_kind === SEAL,
      };
    }
    if (page.length === this.#pageRows) {
      return { done: false };
    }
    const { seq } = this.#place;
    const end = Math.max(this.#exported?.seq ?? 0, this.#sealedAt?.seq ?? 0);
    return seq < end
      ? { done: true, finding: { chain, seq: seq + 1, problem: 'cut_off' } }
      : { done: true };
  }

  #check(row: LedgerRow, seq: number): LedgerProblem | undefined {
    if (this.#place.sealed) {
      return 'after_seal';
    }
    const expected = this.#keys.sign(
      row.key_id,
      this.#place.hash,
      signedText(row),
    );
    return (
      checkPlace(row, seq, expected) ??
      ([this.#exported, this.#sealedAt].some(
        head => head?.seq === seq && head.hash !== row.hash,
      )
        ? 'altered'
        : undefined)
    );
  }
}
