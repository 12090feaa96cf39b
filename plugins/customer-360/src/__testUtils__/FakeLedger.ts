import type {
  LedgerPage,
  LedgerRecord,
  LedgerUsage,
  LedgerVerdict,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { Customer360Error } from '../api/Customer360Error';
import type {
  LedgerApi,
  LedgerFilter,
  LedgerQueryOptions,
} from '../api/LedgerApi';

const CUSTOMER = 'customer:default/cus-8f3a1c';

let last = 0;

/** A row as the service gives it: somebody opened the page of a customer. */
export function ledgerRecord(
  changed: Partial<LedgerRecord> = {},
): LedgerRecord {
  last += 1;
  return {
    chain: 'instance-1/2026-11-25',
    seq: last,
    at: '2026-11-25T10:42:03.120Z',
    kind: 'view',
    outcome: 'shown',
    person: 'user:default/mara',
    customer: CUSTOMER,
    facets: { subscriptions: 'full', invoices: 'full', tickets: 'summary' },
    labels: ['contract', 'legal'],
    detail: { look: 'opened' },
    policyVersion: '3f9c2a',
    requestId: `00000000-0000-4000-8000-${String(last).padStart(12, '0')}`,
    ...changed,
  };
}

/** One of each that is shown in a way of its own. */
export const ledgerRows: readonly LedgerRecord[] = [
  ledgerRecord(),
  ledgerRecord({
    outcome: 'denied',
    kind: 'facet',
    person: 'user:default/jonas',
    facets: { contracts: 'none' },
    labels: [],
    detail: undefined,
  }),
  ledgerRecord({ person: undefined, facets: {}, detail: { look: 'pushed' } }),
  ledgerRecord({
    actingAs: 'support-agent:others',
    facets: { subscriptions: 'summary', contracts: 'none', tickets: 'full' },
  }),
  ledgerRecord({
    kind: 'break_glass',
    facets: {},
    detail: { step: 'break_glass', grant: 'grant-1' },
  }),
  ledgerRecord({
    kind: 'alarm',
    outcome: 'none',
    customer: undefined,
    facets: {},
    labels: [],
    detail: { detector: 'bulk_viewing', count: '61', within: '10 minutes' },
  }),
  ledgerRecord({
    kind: 'sealed',
    outcome: 'none',
    person: undefined,
    customer: undefined,
    facets: {},
    labels: [],
    detail: undefined,
  }),
];

/** The ledger, from fixtures, with what was asked of it kept. */
export class FakeLedger implements LedgerApi {
  readonly asked: Array<Omit<LedgerQueryOptions, 'signal'>> = [];
  readonly exported: LedgerFilter[] = [];
  readonly counted: LedgerFilter[] = [];
  readonly verified: Array<string | undefined> = [];
  /** What is given page by page. */
  pages: LedgerPage[] = [{ rows: ledgerRows }];
  /** What is found part by part. */
  parts: LedgerVerdict[] = [{ ok: true, chains: 2, rows: 1200, findings: [] }];
  /** What every call fails with. */
  fails?: Customer360Error;

  async query(options: LedgerQueryOptions = {}): Promise<LedgerPage> {
    const { signal: _signal, ...asked } = options;
    this.asked.push(JSON.parse(JSON.stringify(asked)));
    this.#failIfTold();
    return this.#at(this.pages, asked.cursor);
  }

  async verify({
    cursor,
  }: { cursor?: string; signal?: AbortSignal } = {}): Promise<LedgerVerdict> {
    this.verified.push(cursor);
    this.#failIfTold();
    return this.#at(this.parts, cursor);
  }

  async usage({ from, to }: LedgerFilter = {}): Promise<LedgerUsage> {
    this.counted.push({ from, to });
    this.#failIfTold();
    return {
      from: '2026-10-27T00:00:00.000Z',
      to: '2026-11-26T00:00:00.000Z',
      people: 7,
      customers: 31,
      pages: { opened: 1204, refreshed: 310, pushed: 45 },
      sections: [
        { section: 'billing', shown: 1100, opened: 240, denied: 3 },
        { section: 'contract', shown: 400, opened: 12, denied: 800 },
        { section: 'marketing', shown: 900, opened: 0, denied: 0 },
      ],
      neverOpened: ['marketing'],
      denied: 19,
    };
  }

  async export({
    signal: _signal,
    ...filter
  }: LedgerFilter & { signal?: AbortSignal } = {}): Promise<Blob> {
    this.exported.push(JSON.parse(JSON.stringify(filter)));
    this.#failIfTold();
    return new Blob(['{"class_uid":6003}\n']);
  }

  /** `2` is the cursor of the second. */
  #at<T>(
    all: readonly T[],
    cursor: string | undefined,
  ): T & { nextCursor?: string } {
    const at = cursor === undefined ? 0 : Number(cursor) - 1;
    return {
      ...all[at],
      ...(at + 1 < all.length && { nextCursor: String(at + 2) }),
    };
  }

  #failIfTold(): void {
    if (this.fails) {
      throw this.fails;
    }
  }
}
