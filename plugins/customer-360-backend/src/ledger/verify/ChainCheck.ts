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
  readonly #coveredBy?: string;
  #stale?: LedgerFinding;
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
    /** ISO 8601 UTC: what is older must lie before an exported end. */
    coveredBy?: string;
  }) {
    this.#table = options.table;
    this.#keys = options.keys;
    this.#pageRows = options.pageRows;
    this.#place = options.from;
    this.#exported = options.exported;
    this.#sealedAt = options.sealedAt;
    this.#coveredBy = options.coveredBy;
  }

  get place(): ChainPlace {
    return this.#place;
  }

  /** Rows that were read. */
  get rows(): number {
    return this.#rows;
  }

  /** A row read in this part that should lie before an exported end. */
  get stale(): LedgerFinding | undefined {
    return this.#stale;
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
      if (this.#isStale(row)) {
        this.#stale = { chain, seq, problem: 'heads_stale' };
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

  /** Of a sealed chain the registry tells the end, and its own is exported. */
  #isStale(row: LedgerRow): boolean {
    return (
      this.#coveredBy !== undefined &&
      this.#sealedAt === undefined &&
      row.seq === (this.#exported?.seq ?? 0) + 1 &&
      row.recorded_at < this.#coveredBy
    );
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
