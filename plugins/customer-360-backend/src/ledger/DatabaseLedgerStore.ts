import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import type { LedgerEntry, LedgerStore } from './LedgerStore';

const TABLE = 'c360_ledger';

interface LedgerRow {
  id: string;
  recorded_at: string;
  request_kind: string;
  actor_ref: string;
  customer_ref: string | null;
  facets: string;
  labels: string;
  detail: string | null;
}

/** Keeps the ledger in the plugin's database: one insert statement per request. */
export class DatabaseLedgerStore implements LedgerStore {
  readonly #knex: Knex;
  readonly #now: () => Date;

  constructor(options: { knex: Knex; now?: () => Date }) {
    this.#knex = options.knex;
    this.#now = options.now ?? (() => new Date());
  }

  async append(entries: readonly LedgerEntry[]): Promise<void> {
    const recordedAt = this.#now().toISOString();
    await this.#knex<LedgerRow>(TABLE).insert(
      entries.map(entry => ({
        id: randomUUID(),
        recorded_at: recordedAt,
        request_kind: entry.kind,
        actor_ref: entry.actorRef,
        customer_ref: entry.customerRef ?? null,
        facets: JSON.stringify(entry.facets),
        labels: JSON.stringify(entry.labels),
        detail: entry.detail ? JSON.stringify(entry.detail) : null,
      })),
    );
  }
}
