import { createApiRef } from '@backstage/core-plugin-api';
import type {
  LedgerPage,
  LedgerUsage,
  LedgerVerdict,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { CallOptions } from './Customer360Api';

/** Which rows of the ledger; all where nothing is given. @public */
export interface LedgerFilter {
  /** Ref of the customer that was looked at. */
  customer?: string;
  /** Ref of the person who looked. */
  person?: string;
  /** ISO 8601 UTC with milliseconds, inclusive. */
  from?: string;
  /** The same, exclusive. */
  to?: string;
}

/** @public */
export interface LedgerQueryOptions extends LedgerFilter, CallOptions {
  /** Opaque, from the page before; absent for the first page. */
  cursor?: string;
  /** 1 to 200. */
  limit?: number;
  /**
   * `looks`: what somebody did to see something of a customer, without what open
   * pages renewed by themselves and without who read the ledger.
   */
  only?: 'looks';
}

/**
 * Who looked at whom, as the service's REST API gives it. Whoever asks is on
 * record as well. Every method rejects with a {@link Customer360Error}, or with
 * an `AbortError` when the signal fired.
 *
 * @public
 */
export interface LedgerApi {
  /** `denied` without `customer360.ledger.read`. */
  query(options?: LedgerQueryOptions): Promise<LedgerPage>;

  /**
   * One part of the ledger read again and compared with its signatures;
   * `denied` without `customer360.ledger.read`.
   */
  verify(
    options?: CallOptions & {
      /** Of the part before; absent for the first part. */
      cursor?: string;
    },
  ): Promise<LedgerVerdict>;

  /** How the page is used, in counts; `denied` without `customer360.usage.read`. */
  usage(
    options?: CallOptions & Pick<LedgerFilter, 'from' | 'to'>,
  ): Promise<LedgerUsage>;

  /**
   * Rows as JSON lines in terms of OCSF; `denied` without
   * `customer360.ledger.read` and `customer360.export`.
   */
  export(options?: LedgerFilter & CallOptions): Promise<Blob>;
}

/** @public */
export const customer360LedgerApiRef = createApiRef<LedgerApi>({
  id: 'plugin.customer360.ledger',
});
