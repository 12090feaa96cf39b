import type { SourceIngestionReport } from '@customer-360/backstage-plugin-customer-360-common';

/** How a whole listing of a source ended in the catalog. */
export interface IngestionRound {
  readonly source: string;
  /** ISO 8601 UTC. */
  readonly endedAt: string;
  /** Accounts that the source listed. */
  readonly listed: number;
  /** Customers of the source in the catalog. */
  readonly customers: number;
  /** Those who would have left and were kept; 0 where nothing was refused. */
  readonly kept: number;
}

/** Keeps the latest round of each source, for who looks at the sources. */
export interface IngestionRounds {
  note(round: IngestionRound): Promise<void>;
  /** By source. */
  all(): Promise<ReadonlyMap<string, SourceIngestionReport>>;
}
