import type { ListedRow, ListingState } from './ListedStore';

export const LISTINGS = 'customer_360_listings';
export const LISTED = 'customer_360_listed';
export const LISTED_LINKS = 'customer_360_listed_links';
export const NEWS = 'customer_360_listed_news';

/** SQLite takes some 32,000 values in a statement, older ones fewer. */
const CHUNK = 100;

export interface RawListed {
  source: string;
  id: string;
  name: string;
  domain: string | null;
  listed: string;
  seen_round: number;
  entity_pass: number | null;
}

export interface RawListing {
  source: string;
  phase: ListingState['phase'];
  round: number;
  pass: number;
  cursor: string | null;
  started_at: string | null;
  finished_at: string | null;
  changes_cursor: string | null;
  changes_at: string | null;
  told_with: string | null;
  entities_before: number;
  refused: boolean | number;
}

export function fromListedRow(row: RawListed): ListedRow {
  return {
    source: row.source,
    id: row.id,
    name: row.name,
    listed: JSON.parse(row.listed),
    hasEntity: row.entity_pass !== null,
  };
}

export function fromStateRow(row: RawListing): ListingState {
  return {
    source: row.source,
    phase: row.phase,
    round: row.round,
    pass: row.pass,
    cursor: row.cursor ?? undefined,
    startedAt: row.started_at ?? undefined,
    finishedAt: row.finished_at ?? undefined,
    changesCursor: row.changes_cursor ?? undefined,
    changesAt: row.changes_at ?? undefined,
    toldWith: row.told_with ?? undefined,
    entitiesBefore: row.entities_before,
    refused: Boolean(row.refused),
  };
}

export function toStateRow(state: ListingState): RawListing {
  return {
    source: state.source,
    phase: state.phase,
    round: state.round,
    pass: state.pass,
    cursor: state.cursor ?? null,
    started_at: state.startedAt ?? null,
    finished_at: state.finishedAt ?? null,
    changes_cursor: state.changesCursor ?? null,
    changes_at: state.changesAt ?? null,
    told_with: state.toldWith ?? null,
    entities_before: state.entitiesBefore,
    refused: state.refused,
  };
}

export function inChunks<T>(items: readonly T[]): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < items.length; start += CHUNK) {
    chunks.push(items.slice(start, start + CHUNK));
  }
  return chunks;
}
