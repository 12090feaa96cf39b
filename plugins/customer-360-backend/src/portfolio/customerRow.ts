import type { PortfolioKeys, PortfolioVersion } from './PortfolioKeys';

/** A row of `c360_portfolio`. */
export interface CustomerRow {
  customer_ref: string;
  name_key: string;
  search_text: string;
  segment: string | null;
  lifecycle: string;
  owner_key: string;
  currency: string | null;
  mrr: number | string | null;
  mrr_change: number | null;
  contract_day: number | null;
  billing_day: number | null;
  notice_day: number | null;
  last_event_day: number | null;
  health: number | null;
  coverage: number | null;
  severity_1: number | null;
  readings: string;
  entity_version: string;
  day: string;
}

export function toRow(
  keys: PortfolioKeys,
  version: PortfolioVersion,
): CustomerRow {
  return {
    customer_ref: keys.ref,
    name_key: keys.nameKey,
    search_text: keys.searchText,
    segment: keys.segment ?? null,
    lifecycle: keys.lifecycle,
    owner_key: keys.ownerKey,
    currency: keys.money?.currency ?? null,
    mrr: keys.money?.mrr ?? null,
    mrr_change: keys.mrrChange ?? null,
    contract_day: keys.contractDay ?? null,
    billing_day: keys.billingDay ?? null,
    notice_day: keys.noticeDay ?? null,
    last_event_day: keys.lastEventDay ?? null,
    health: keys.health ?? null,
    coverage: keys.coverage ?? null,
    severity_1: keys.severity1 ?? null,
    readings: JSON.stringify({
      weights: keys.weights,
      oldest: keys.oldest,
      pays: keys.pays,
    }),
    entity_version: version.entity,
    day: version.day,
  };
}

/** As much of the keys as ranks are made of. */
export type RankedKeys = Pick<
  PortfolioKeys,
  | 'ref'
  | 'nameKey'
  | 'lifecycle'
  | 'weights'
  | 'money'
  | 'pays'
  | 'contractDay'
  | 'billingDay'
  | 'oldest'
>;

export const RANKED_COLUMNS = [
  'customer_ref',
  'name_key',
  'lifecycle',
  'currency',
  'mrr',
  'contract_day',
  'billing_day',
  'readings',
] as const;

export type RankedRow = Pick<CustomerRow, (typeof RANKED_COLUMNS)[number]>;

export function rankedKeysOf(row: RankedRow): RankedKeys {
  const { weights, oldest, pays } = JSON.parse(row.readings) as Pick<
    PortfolioKeys,
    'weights' | 'oldest' | 'pays'
  >;
  return {
    ref: row.customer_ref,
    nameKey: row.name_key,
    lifecycle: row.lifecycle,
    weights,
    oldest,
    pays,
    ...(row.currency !== null &&
      row.mrr !== null && {
        money: { currency: row.currency, mrr: Number(row.mrr) },
      }),
    contractDay: row.contract_day ?? undefined,
    billingDay: row.billing_day ?? undefined,
  };
}
