import type {
  LinkAct,
  LinkConfidence,
  LinkHistoryEntry,
  LinkRule,
  LinkStanding,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { StoredLink } from './LinkStore';

export const LINKS_TABLE = 'c360_links';
export const LINK_HISTORY_TABLE = 'c360_link_history';

/** A row of `c360_links`. */
export interface LinkRow {
  customer_ref: string;
  source: string;
  account_id: string;
  rule: LinkRule;
  confidence: LinkConfidence;
  state: 'confirmed' | 'undone';
  /** The account while nobody else may have it. */
  exclusive: string | null;
  by_person: string | null;
  at: string;
  reason: string | null;
}

/** A row of `c360_link_history`. */
export interface LinkHistoryRow {
  seq?: number;
  customer_ref: string;
  source: string;
  account_id: string;
  act: LinkAct;
  by_person: string | null;
  at: string;
  reason: string | null;
  before: string | null;
  after: string;
}

export function toStoredLink(row: LinkRow): StoredLink {
  return {
    customerRef: row.customer_ref,
    source: row.source,
    account: row.account_id,
    ...toStanding(row),
    ...(row.by_person !== null && { by: row.by_person }),
    at: row.at,
    ...(row.reason !== null && { reason: row.reason }),
  };
}

export function toStanding(
  row: Pick<LinkRow, 'state' | 'rule' | 'confidence'>,
): LinkStanding {
  return { state: row.state, rule: row.rule, confidence: row.confidence };
}

export function toHistoryEntry(row: LinkHistoryRow): LinkHistoryEntry {
  return {
    at: row.at,
    source: row.source,
    id: row.account_id,
    act: row.act,
    ...(row.by_person !== null && { by: row.by_person }),
    ...(row.reason !== null && { reason: row.reason }),
    ...(row.before !== null && { before: JSON.parse(row.before) }),
    after: JSON.parse(row.after),
  };
}
