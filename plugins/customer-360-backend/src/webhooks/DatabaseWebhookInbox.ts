import type { Knex } from 'knex';
import type { Clock } from '../clock/SharedClock';
import {
  NEW_EVENT_COLUMNS,
  WEBHOOK_EVENTS_TABLE,
  fromRow,
  toRow,
  type WebhookEventRow,
} from './webhookEventRow';
import {
  SUSPECT_AFTER,
  type ClaimedEvent,
  type InboxStatus,
  type Postponed,
  type ReceivedEvent,
  type WebhookInbox,
} from './WebhookInbox';

const FORGOTTEN_AT_ONCE = 1_000;

const COLUMNS = NEW_EVENT_COLUMNS.join(', ');

/** One statement for any number of rows. */
const POSTGRES_INSERT = `insert into ${WEBHOOK_EVENTS_TABLE} (${COLUMNS})
  select ${COLUMNS} from json_to_recordset(?::json) as told(${NEW_EVENT_COLUMNS.map(
  column => `${column} ${column === 'attempts' ? 'integer' : 'text'}`,
).join(', ')})
  on conflict (source, event_id) do nothing
  returning source, event_id`;

const SQLITE_INSERT = `insert into ${WEBHOOK_EVENTS_TABLE} (${COLUMNS})
  select ${NEW_EVENT_COLUMNS.map(
    column => `json_extract(value, '$.${column}')`,
  ).join(', ')}
  from json_each(?) where true
  on conflict (source, event_id) do nothing
  returning source, event_id`;

/** @see WebhookInbox */
export class DatabaseWebhookInbox implements WebhookInbox {
  readonly #knex: Knex;
  readonly #clock: Clock;
  readonly #postgres: boolean;

  constructor(options: { knex: Knex; clock: Clock }) {
    this.#knex = options.knex;
    this.#clock = options.clock;
    this.#postgres = options.knex.client.config.client === 'pg';
  }

  async add(
    events: readonly ReceivedEvent[],
    acknowledged: readonly (readonly string[])[],
    tx: Knex,
  ): Promise<readonly ReceivedEvent[]> {
    const now = this.#iso();
    const byKey = new Map<string, readonly [ReceivedEvent, string[]]>();
    events.forEach((received, at) => {
      const known = byKey.get(keyOf(received));
      byKey.set(keyOf(received), known ?? [received, [...acknowledged[at]]]);
    });
    // In one order for all, so that two never wait for each other's rows.
    const sorted = [...byKey].sort(([a], [b]) => (a < b ? -1 : 1));
    if (sorted.length === 0) {
      return [];
    }
    const rows = sorted.map(([, [received, refs]]) =>
      toRow(received, refs, now),
    );
    const written = await tx.raw(
      this.#postgres ? POSTGRES_INSERT : SQLITE_INSERT,
      [JSON.stringify(rows)],
    );
    const added: Array<{ source: string; event_id: string }> =
      written.rows ?? written;
    return added.flatMap(row => byKey.get(keyOfRow(row))?.[0] ?? []);
  }

  async claim(
    source: string,
    claim: string,
    { most, leaseMs }: { readonly most: number; readonly leaseMs: number },
  ): Promise<readonly ClaimedEvent[]> {
    const claimed = await this.#lend(source, claim, {
      leaseMs,
      most,
      interrupted: '<',
    });
    return claimed.length > 0
      ? claimed
      : this.#lend(source, claim, { leaseMs, most: 1, interrupted: '>=' });
  }

  /** @param limits - interrupted less often than is suspect, or not */
  async #lend(
    source: string,
    claim: string,
    limits: {
      readonly most: number;
      readonly leaseMs: number;
      readonly interrupted: '<' | '>=';
    },
  ): Promise<readonly ClaimedEvent[]> {
    const { interrupted, leaseMs, most } = limits;
    const now = this.#iso();
    const knex = this.#knex;
    const due = knex<WebhookEventRow>(WEBHOOK_EVENTS_TABLE)
      .select('event_id')
      .where({ source, state: 'waiting' })
      .andWhere('next_attempt_at', '<=', now)
      .andWhere('interruptions', interrupted, SUSPECT_AFTER)
      .andWhere(lent =>
        lent.whereNull('claimed_until').orWhere('claimed_until', '<=', now),
      )
      .orderBy('next_attempt_at')
      .limit(most);
    // Materialised: inside the update PostgreSQL may run it once per row, and
    // lend more than was asked for. SQLite has one writer, so nothing to lock.
    const lent = await knex
      .withMaterialized(
        'due',
        this.#postgres ? due.forUpdate().skipLocked() : due,
      )
      .from<WebhookEventRow>(WEBHOOK_EVENTS_TABLE)
      .where({ source })
      .whereIn('event_id', knex.select('event_id').from('due'))
      .update({
        claimed_by: claim,
        claimed_until: this.#iso(leaseMs),
        // Whoever ends an attempt gives it back.
        attempts: knex.raw(
          'attempts + case when claimed_by is null then 1 else 0 end',
        ),
        interruptions: knex.raw(
          'interruptions + case when claimed_by is null then 0 else 1 end',
        ),
      })
      .returning('*');
    const rows: WebhookEventRow[] = lent;
    return rows.map(fromRow);
  }

  async finish(
    events: readonly ClaimedEvent[],
    claim: string,
    tx: Knex,
  ): Promise<readonly ClaimedEvent[]> {
    const byKey = new Map(events.map(event => [keyOf(event), event]));
    const finished: ClaimedEvent[] = [];
    for (const [source, ids] of idsBySource(events)) {
      const rows = await lentBy(tx, claim)
        .where({ source })
        .whereIn('event_id', ids)
        .update({
          state: 'done',
          done_at: this.#iso(),
          failed_with: null,
          claimed_by: null,
          claimed_until: null,
        })
        .returning(['source', 'event_id']);
      finished.push(...rows.flatMap(row => byKey.get(keyOfRow(row)) ?? []));
    }
    return finished;
  }

  async postpone(events: readonly Postponed[], claim: string): Promise<void> {
    await this.#knex.transaction(async tx => {
      for (const postponed of events) {
        const { source, event } = postponed.event;
        await lentBy(tx, claim)
          .where({ source, event_id: event.id })
          .update({
            failed_with: postponed.reason,
            claimed_by: null,
            claimed_until: null,
            ...(postponed.kind === 'dead'
              ? { state: 'dead' as const, done_at: this.#iso() }
              : { next_attempt_at: postponed.at.toISOString() }),
          });
      }
    });
  }

  async status(source: string): Promise<InboxStatus> {
    const table = () =>
      this.#knex<WebhookEventRow>(WEBHOOK_EVENTS_TABLE).where({ source });
    const counts = await table()
      .whereIn('state', ['waiting', 'dead'])
      .groupBy('state')
      .select('state')
      .count({ events: '*' })
      .min({ oldest: 'received_at' });
    const of = (state: string) => counts.find(row => row.state === state);
    const last = await table().max({ at: 'received_at' }).first();
    const occurred =
      last?.at &&
      (await table()
        .where({ received_at: last.at })
        .max({ at: 'occurred_at' })
        .first());
    return {
      waiting: Number(of('waiting')?.events ?? 0),
      dead: Number(of('dead')?.events ?? 0),
      ...(of('waiting')?.oldest && { oldestWaitingAt: of('waiting')!.oldest }),
      ...(last?.at && { lastReceivedAt: last.at }),
      ...(occurred && occurred.at && { lastOccurredAt: occurred.at }),
    };
  }

  async forget(before: {
    readonly done: Date;
    readonly dead: Date;
  }): Promise<void> {
    const newest = await this.#knex<WebhookEventRow>(WEBHOOK_EVENTS_TABLE)
      .groupBy('source')
      .select('source')
      .max({ at: 'received_at' });
    for (const { source, at } of newest) {
      await this.#forget(source, at, 'done', before.done);
      await this.#forget(source, at, 'dead', before.dead);
      // Of a source that is no longer there, or has not run for so long.
      await this.#forget(source, at, 'waiting', before.dead);
    }
  }

  async #forget(
    source: string,
    newest: string,
    state: WebhookEventRow['state'],
    before: Date,
  ): Promise<void> {
    const table = () => this.#knex<WebhookEventRow>(WEBHOOK_EVENTS_TABLE);
    const ended = state === 'waiting' ? 'received_at' : 'done_at';
    let deleted: number;
    // In steps: nobody waits long for one of them.
    do {
      const old = table()
        .select('event_id')
        .where({ source, state })
        .andWhere('received_at', '<', newest)
        .andWhere(ended, '<', before.toISOString())
        .limit(FORGOTTEN_AT_ONCE);
      deleted = await table()
        .where({ source, state })
        .whereIn('event_id', old)
        .delete();
    } while (deleted === FORGOTTEN_AT_ONCE);
  }

  #iso(inMs = 0): string {
    return new Date(this.#clock.now() + inMs).toISOString();
  }
}

function lentBy(knex: Knex, claim: string) {
  return knex<WebhookEventRow>(WEBHOOK_EVENTS_TABLE).where({
    claimed_by: claim,
    state: 'waiting',
  });
}

function idsBySource(
  events: readonly ClaimedEvent[],
): ReadonlyMap<string, readonly string[]> {
  const ids = new Map<string, string[]>();
  for (const { source, event } of events) {
    ids.set(source, [...(ids.get(source) ?? []), event.id]);
  }
  return ids;
}

/** A source's id has no space in it. */
function keyOf({ source, event }: ReceivedEvent): string {
  return `${source} ${event.id}`;
}

function keyOfRow(row: { source: string; event_id: string }): string {
  return `${row.source} ${row.event_id}`;
}
