import type { SourceIngestionReport } from '@customer-360/backstage-plugin-customer-360-common';
import type { Knex } from 'knex';
import type { IngestionRound, IngestionRounds } from './IngestionRounds';

interface RoundRow {
  source: string;
  ended_at: string;
  listed: number;
  customers: number;
  kept: number;
}

const TABLE = 'c360_ingestion_rounds';

/** In the plugin's database, so that all instances say the same. */
export class DatabaseIngestionRounds implements IngestionRounds {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  async note({ endedAt, ...round }: IngestionRound): Promise<void> {
    await this.#knex<RoundRow>(TABLE)
      .insert({ ...round, ended_at: endedAt })
      .onConflict('source')
      .merge();
  }

  async all(): Promise<ReadonlyMap<string, SourceIngestionReport>> {
    const rows: RoundRow[] = await this.#knex<RoundRow>(TABLE);
    return new Map(
      rows.map(({ source, ended_at: endedAt, listed, customers, kept }) => [
        source,
        { endedAt, listed, customers, kept },
      ]),
    );
  }
}
