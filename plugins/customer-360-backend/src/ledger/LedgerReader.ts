import type { LedgerRow } from './chain/LedgerRow';

/** A row as it is shown to those who may read the ledger. */
export interface LedgerRecordView
  extends Pick<LedgerRow, 'chain' | 'seq' | 'outcome'> {
  readonly at: string;
  readonly kind: string;
  /** Undefined for who has been forgotten, and for rows about the ledger. */
  readonly person?: string;
  readonly actingAs?: string;
  readonly customer?: string;
  /** Whom of the portal's people it is about, as long as they are known. */
  readonly subject?: string;
  readonly facets: Record<string, string>;
  readonly labels: string[];
  readonly detail?: Record<string, string>;
  readonly policyVersion: string;
  readonly requestId: string;
}

export interface LedgerQuery {
  readonly customer?: string;
  readonly person?: string;
  /** ISO 8601 UTC, inclusive. */
  readonly from?: string;
  /** ISO 8601 UTC, exclusive. */
  readonly to?: string;
  readonly cursor?: string;
  readonly limit: number;
  /**
   * Only what somebody did to see something of a customer: neither what an open
   * page renewed by itself, nor who read the ledger.
   */
  readonly looksOnly?: boolean;
}

export interface LedgerPage {
  /** The newest first. */
  readonly rows: LedgerRecordView[];
  readonly nextCursor?: string;
}

/** Reads the ledger for people. */
export interface LedgerReader {
  /**
   * @throws InputError when the cursor is not one of ours, or of another query
   */
  query(query: LedgerQuery): Promise<LedgerPage>;

  /**
   * How many rows there are, no further than to `limit`: what is asked for page
   * after page is one question.
   */
  count(query: Omit<LedgerQuery, 'cursor'>): Promise<number>;
}
