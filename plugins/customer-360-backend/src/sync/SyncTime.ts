import type { Knex } from 'knex';

/**
 * The time that leases and rows are dated by, in milliseconds since the epoch:
 * the database's, so that instances whose clocks differ never read one round
 * twice at once.
 */
export type SyncTime = (tx: Knex) => Promise<number>;

/** @see SyncTime */
export const databaseTime: SyncTime = async tx => {
  const now =
    tx.client.config.client === 'pg'
      ? `to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
      : `strftime('%Y-%m-%dT%H:%M:%fZ', 'now')`;
  const row = await tx.select(tx.raw(`${now} as now`)).first();
  return Date.parse(row.now);
};

export function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
