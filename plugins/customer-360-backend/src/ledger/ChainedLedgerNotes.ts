import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock/SharedClock';
import { inTime } from '../portal/inTime';
import type { ChainWriter } from './chain/ChainWriter';
import { LEDGER_TABLE } from './chain/DatabaseLedgerTable';
import type { LedgerRow } from './chain/LedgerRow';
import type { LedgerNote, LedgerNotes, NoteKind } from './LedgerNotes';

const WAIT_MS = 5_000;

/** @see LedgerNotes */
export class ChainedLedgerNotes implements LedgerNotes {
  readonly #knex: Knex;
  readonly #writer: ChainWriter;
  readonly #clock: Clock;
  readonly #policyVersion: string;

  constructor(options: {
    knex: Knex;
    writer: ChainWriter;
    clock: Clock;
    policyVersion: string;
  }) {
    this.#knex = options.knex;
    this.#writer = options.writer;
    this.#clock = options.clock;
    this.#policyVersion = options.policyVersion;
  }

  async append({ detail, kind, person }: LedgerNote): Promise<void> {
    const row = {
      recorded_at: new Date(this.#clock.now()).toISOString(),
      request_kind: kind,
      outcome: 'none',
      person: person ?? null,
      acting_as: null,
      customer_ref: null,
      facets: '{}',
      labels: '[]',
      detail: JSON.stringify(detail),
      policy_version: this.#policyVersion,
      request_id: randomUUID(),
    };
    await inTime(this.#writer.append([row]), WAIT_MS);
  }

  async latest(kind: NoteKind): Promise<LedgerNote | undefined> {
    const row = await this.#knex<LedgerRow>(LEDGER_TABLE)
      .select('person', 'detail')
      // As it stands in the index of such rows.
      .whereRaw(`outcome = 'none'`)
      .where({ request_kind: kind })
      .orderBy('recorded_at', 'desc')
      .first();
    return (
      row && {
        kind,
        ...(row.person !== null && { person: row.person }),
        detail: row.detail === null ? {} : JSON.parse(row.detail),
      }
    );
  }
}
