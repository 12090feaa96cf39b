import { mockServices } from '@backstage/backend-test-utils';
import { facetDefinitions } from '@customer-360/backstage-plugin-customer-360-common';
import type {
  BulkPage,
  BulkRow,
  CustomerSource,
  SourceBulk,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { Knex } from 'knex';
import { fakeSource } from '../../__testUtils__/fakeSource';
import type { Alarm } from '../../alarms/Alarms';
import { FacetRegistry } from '../../facets/FacetRegistry';
import { Generations } from '../../generations/Generations';
import { generationsJson } from '../../generations/generationsJson';
import type { CommittedChange } from '../../generations/ChangeListener';
import { DatabaseCustomerChanges } from '../../generations/DatabaseCustomerChanges';
import type { SourceSessions } from '../../sources/SourceSessions';
import { createSync, type SyncParts } from '../../createSync';
import { CURSORS_TABLE, type SyncState } from '../SyncState';

export const START = Date.parse('2026-11-26T12:00:00.000Z');
export const SOURCE = 'desk';

/** Customer `customer:default/<account>` for each account. */
export function refOf(account: string): string {
  return `customer:default/${account}`;
}

export function data(
  account: string,
  weeklyActive: number,
  asOf = '2026-11-26T11:00:00.000Z',
): BulkRow {
  return {
    kind: 'data',
    facet: 'activity',
    account,
    asOf,
    data: { daily: [], users: [], weeklyActive },
  };
}

export function changed(
  account: string,
  changedAt = '2026-11-26T11:59:00.000Z',
): BulkRow {
  return { kind: 'changed', facets: ['tickets'], account, changedAt };
}

/** A bulk that gives scripted pages: its cursors are their numbers. */
export function scripted(
  pages: () => ReadonlyArray<readonly BulkRow[]>,
  options: Partial<SourceBulk> = {},
): SourceBulk & { asked: Array<string | undefined> } {
  const asked: Array<string | undefined> = [];
  return {
    id: 'all',
    mode: 'snapshot',
    facets: ['activity', 'tickets'],
    every: { minutes: 5 },
    async page(cursor): Promise<BulkPage> {
      asked.push(cursor);
      const all = pages();
      const at = Number(cursor ?? 0);
      return {
        rows: all[at] ?? [],
        cursor: String(Math.min(at + 1, all.length)),
        last: at + 1 >= all.length,
      };
    },
    ...options,
    asked,
  };
}

export interface World {
  readonly knex: Knex;
  /** The database's clock. */
  readonly clock: { at: number };
  readonly alarms: Alarm[];
  readonly seen: string[][];
  /** Of what was committed. */
  readonly heard: CommittedChange[];
  readonly logger: ReturnType<typeof mockServices.logger.mock>;
  readonly changes: DatabaseCustomerChanges;
  /** One instance of the service; several may share the database. */
  instance(options?: {
    knex?: Knex;
    sessions?: Partial<SourceSessions>;
    source?: Partial<CustomerSource>;
    /** How far its own clock is off, in milliseconds. */
    skewMs?: number;
    unlinked?: (account: string) => boolean;
  }): SyncParts;
  state(): Promise<SyncState>;
  generations(account: string): Promise<Generations>;
  /** By account, what each row that is shown says. */
  shown(): Promise<Record<string, number>>;
}

/** What all instances share, and how to make one. */
export function createWorld(knex: Knex, bulk: SourceBulk): World {
  const clock = { at: START };
  const alarms: Alarm[] = [];
  const seen: string[][] = [];
  const heard: CommittedChange[] = [];
  const logger = mockServices.logger.mock();
  const definitions = new FacetRegistry().configured(new Map());
  return {
    knex,
    clock,
    alarms,
    seen,
    heard,
    logger,
    changes: new DatabaseCustomerChanges({
      knex,
      clock: { now: () => clock.at },
    }),
    instance: ({
      knex: own = knex,
      sessions,
      source,
      skewMs = 0,
      unlinked = () => false,
    } = {}) =>
      createSync({
        knex: own,
        alarms: { raise: async alarm => void alarms.push(alarm) },
        clock: { now: () => clock.at + skewMs },
        config: { sourceDeadlineMs: 5_000, sync: new Map() } as never,
        definitions,
        links: {
          customersOf: async (_source, accounts) =>
            new Map(
              accounts
                .filter(account => !unlinked(account))
                .map(account => [account, [refOf(account)]]),
            ),
        },
        listener: { onChanged: change => heard.push(change) },
        logger,
        seen: {
          saw: async (_source, accounts) => void seen.push([...accounts]),
        },
        sessions: {
          open: (_source, signal) =>
            ({ signal, now: () => new Date(clock.at) } as never),
          statusOf: () => undefined,
          wasHeldMostOf: () => false,
          close: async () => {},
          ...sessions,
        },
        sources: {
          get: () => undefined,
          filling: () => [],
          all: () => [
            fakeSource(
              SOURCE,
              {
                tickets: {
                  read: async () => ({ data: { tickets: [], open: [] } }),
                },
              },
              { bulk: [bulk], ...source },
            ),
          ],
        },
        time: async () => clock.at,
      }),
    state: async () => {
      const state = await knex(CURSORS_TABLE).where({ source: SOURCE }).first();
      return { ...state, steps: Number(state.steps) };
    },
    generations: async account => {
      const client = knex.client.config.client === 'pg' ? 'pg' : 'sqlite';
      const row = await knex
        .select(
          knex.raw(`${generationsJson(client, '?')} as text`, [refOf(account)]),
        )
        .first();
      return new Generations(row.text);
    },
    shown: async () => {
      const rows = await knex('c360_sync_rows as r')
        .join('c360_sync_cursors as c', on =>
          on.on('c.source', 'r.source').andOn('c.live_round', 'r.round'),
        )
        .whereNotNull('r.data')
        .orderBy('r.account_id')
        .select('r.account_id', 'r.data');
      return Object.fromEntries(
        rows.map(row => [row.account_id, JSON.parse(row.data).weeklyActive]),
      );
    },
  };
}

export function tick(parts: SyncParts, signal = new AbortController().signal) {
  return parts.watches[0].run(signal);
}

export const activity = facetDefinitions.activity;
