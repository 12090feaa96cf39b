import type { Knex } from 'knex';
import type { AlertStates } from './AlertState';

const TABLE = 'c360_alert_states';
const FORGOTTEN_AT_ONCE = 5_000;

interface AlertRow {
  customer_ref: string;
  audience: string;
  version: number;
  states: string;
  before: string | null;
  telling_since: string | null;
  looked_at: string;
}

/** What was told to whom, as it stands in the database. */
export interface StoredAlerts {
  readonly version: number;
  readonly states: AlertStates;
  /** Set while somebody is being told, or was when an instance ended. */
  readonly telling?: { readonly since: string; readonly before: AlertStates };
}

export interface AlertKey {
  readonly customerRef: string;
  readonly audience: string;
}

/** Remembers what was told, for all instances. */
export class AlertStore {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  async find(key: AlertKey): Promise<StoredAlerts | undefined> {
    const row = await this.#knex<AlertRow>(TABLE).where(columns(key)).first();
    return (
      row && {
        version: row.version,
        states: JSON.parse(row.states),
        ...(row.telling_since !== null &&
          row.before !== null && {
            telling: {
              since: row.telling_since,
              before: JSON.parse(row.before),
            },
          }),
      }
    );
  }

  /**
   * Writes down what is the case and, in the same step, that it is about to be
   * told.
   *
   * @param version - of what it takes the place of; undefined for the first
   * @param before - what holds again where telling fails; none, nobody is told
   * @returns false where somebody else was faster
   */
  async write(
    key: AlertKey,
    version: number | undefined,
    states: AlertStates,
    at: string,
    before?: AlertStates,
  ): Promise<boolean> {
    const row = {
      version: (version ?? 0) + 1,
      states: JSON.stringify(states),
      before: before ? JSON.stringify(before) : null,
      telling_since: before ? at : null,
      looked_at: at,
    };
    if (version !== undefined) {
      const written = await this.#knex<AlertRow>(TABLE)
        .where({ ...columns(key), version })
        .update(row);
      return written === 1;
    }
    const inserted = await this.#knex<AlertRow>(TABLE)
      .insert({ ...columns(key), ...row })
      .onConflict(['customer_ref', 'audience'])
      .ignore()
      .returning('version');
    return inserted.length === 1;
  }

  /** All have been told. */
  async told(key: AlertKey, version: number): Promise<void> {
    await this.#knex<AlertRow>(TABLE)
      .where({ ...columns(key), version })
      .update({ before: null, telling_since: null });
  }

  /** Customers whose people were being told when an instance ended. */
  async leftBefore(at: string, limit: number): Promise<string[]> {
    const rows = await this.#knex<AlertRow>(TABLE)
      .where('telling_since', '<', at)
      .orderBy('telling_since')
      .limit(limit)
      .distinct('customer_ref', 'telling_since');
    return [...new Set(rows.map(row => row.customer_ref))];
  }

  /** Renews what is looked at without any change, so that it is not forgotten. */
  async renew(key: AlertKey, at: string, since: string): Promise<void> {
    await this.#knex<AlertRow>(TABLE)
      .where(columns(key))
      .andWhere('looked_at', '<', since)
      .update({ looked_at: at });
  }

  /** Forgets customers and audiences that are no more, some at a time. */
  async forget(before: string): Promise<void> {
    const old = await this.#knex<AlertRow>(TABLE)
      .where('looked_at', '<', before)
      .limit(FORGOTTEN_AT_ONCE)
      .select('customer_ref', 'audience');
    if (old.length > 0) {
      await this.#knex<AlertRow>(TABLE)
        .whereIn(
          ['customer_ref', 'audience'],
          old.map(row => [row.customer_ref, row.audience]),
        )
        .andWhere('looked_at', '<', before)
        .delete();
    }
  }
}

function columns({ audience, customerRef }: AlertKey) {
  return { customer_ref: customerRef, audience };
}
