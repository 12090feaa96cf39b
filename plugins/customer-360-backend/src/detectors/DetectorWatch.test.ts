import { TestDatabases } from '@backstage/backend-test-utils';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Alarm } from '../alarms/Alarms';
import { migrationsDirectory } from '../installation/applyMigrations';
import {
  DAY,
  lookedAt,
  MINUTE,
  openLedger,
  rowsOf,
} from '../ledger/__testUtils__/openLedger';
import type { LedgerEntry } from '../ledger/LedgerStore';
import { Watermark } from '../watches/Watermark';
import { bulkViewing } from './bulkViewing';
import { DatabasePersonEvents } from './DatabasePersonEvents';
import { DetectorWatch } from './DetectorWatch';
import { repeatedDenials } from './repeatedDenials';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });
const sam = 'user:default/sam';
const erin = 'user:default/erin';
const HOUR = 60 * MINUTE;

describe.each(databases.eachSupportedId())('detectors (%s)', databaseId => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'c360-detectors-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  async function start() {
    const knex = await databases.init(databaseId);
    await knex.migrate.latest({ directory: migrationsDirectory });
    const setting = openLedger(knex, folder);
    const instances = [setting.instance(), setting.instance()];
    const told: Alarm[] = [];
    const alarms = {
      raise: jest.fn(async (alarm: Alarm) => {
        told.push(alarm);
      }),
    };
    /** As after a start, on one instance or another. */
    const run = (instance = 0) =>
      new DetectorWatch({
        ...setting,
        ...instances[instance],
        detectors: [
          bulkViewing({ customers: 5, withinMs: HOUR }),
          repeatedDenials({ attempts: 3, withinMs: 15 * MINUTE }),
        ],
        events: new DatabasePersonEvents({ knex }),
        watermark: new Watermark({ knex, name: 'detectors' }),
        alarms,
      }).run();
    const pass = async (ms: number) => {
      setting.clock.at += ms;
      await run();
    };
    const write = (entry: Partial<LedgerEntry>, instance = 0) =>
      instances[instance].ledger.append([{ ...lookedAt, ...entry }]);
    const open = async (actorRef: string, from: number, to: number) => {
      for (let at = from; at <= to; at++) {
        await write(
          { actorRef, customerRef: `customer:default/c${at}` },
          at % 2,
        );
        setting.clock.at += 1_000;
      }
    };
    await pass(0);
    return { ...setting, alarms, instances, open, pass, run, told, write };
  }

  it('tells once who opened more customers than so many, on all instances together', async () => {
    const { instances, knex, open, pass, run, told } = await start();
    await open(sam, 1, 5);
    await open(erin, 1, 3);
    await pass(MINUTE);
    expect(told).toEqual([]);
    await open(sam, 6, 7);
    await pass(MINUTE);
    await pass(MINUTE);
    await run(1);
    expect(told).toMatchObject([
      {
        severity: 'high',
        title: 'user:default/sam opened 7 customers within 60 minutes',
        meta: { detector: 'bulk_viewing', count: '7', person: sam },
      },
    ]);
    expect(JSON.stringify(told)).not.toContain('customer:default');

    const rows = (await rowsOf(knex)).filter(
      ({ request_kind }) => request_kind === 'alarm',
    );
    expect(rows).toMatchObject([
      {
        outcome: 'none',
        person: await instances[0].people.pseudonymOf(sam),
        customer_ref: null,
      },
    ]);
    expect(JSON.parse(rows[0].detail!)).toEqual({
      detector: 'bulk_viewing',
      count: '7',
      within: '60 minutes',
    });
    expect((await instances[0].verify()).ok).toBe(true);
  });

  it('tells again when it goes on in the next window, and not of who does the same again', async () => {
    const { open, pass, told } = await start();
    await open(sam, 1, 8);
    await pass(MINUTE);
    await open(sam, 1, 8);
    await pass(MINUTE);
    expect(told).toHaveLength(1);
    await pass(HOUR);
    await open(sam, 11, 18);
    await pass(MINUTE);
    expect(told).toHaveLength(2);
  });

  it.each(['lookup', 'by_id', 'stream', 'facet', 'refresh'] as const)(
    'counts who comes upon customers by %s',
    async kind => {
      const { pass, told, write } = await start();
      for (let at = 0; at < 6; at++) {
        await write({ kind, customerRef: `customer:default/c${at}` });
      }
      // One that showed nobody is no customer.
      await write({ kind, customerRef: undefined });
      await pass(MINUTE);
      expect(told).toMatchObject([{ meta: { count: '6' } }]);
    },
  );

  it('is not deceived by what a browser says of why it asks', async () => {
    const { clock, pass, told, write } = await start();
    for (let at = 0; at < 6; at++) {
      await write({
        customerRef: `customer:default/c${at}`,
        detail: { look: 'refreshed' },
      });
      clock.at += 1_000;
    }
    await pass(MINUTE);
    expect(told).toHaveLength(1);
  });

  it('does not count what nobody was shown, nor looks spread over the day', async () => {
    const { pass, told, write } = await start();
    for (let at = 0; at < 12; at++) {
      await write({ customerRef: `customer:default/c${at}` });
      await write({
        kind: 'access',
        customerRef: `customer:default/d${at}`,
      });
      await pass(15 * MINUTE);
    }
    expect(told).toEqual([]);
  });

  it('tells of who is refused again and again, hidden or absent alike', async () => {
    const { clock, pass, told, write } = await start();
    const refused = async (entry: Partial<LedgerEntry>) => {
      await write({ ...entry, outcome: 'denied' });
      clock.at += MINUTE;
    };
    await refused({ kind: 'view', customerRef: 'customer:default/hidden' });
    await refused({ kind: 'view', customerRef: 'customer:default/absent' });
    await refused({ kind: 'ledger', customerRef: undefined });
    await pass(MINUTE);
    expect(told).toEqual([]);
    await refused({ kind: 'facet' });
    await pass(MINUTE);
    await pass(MINUTE);
    expect(told).toMatchObject([
      { title: 'user:default/sam was refused 4 times within 15 minutes' },
    ]);
  });

  it('looks again at what it could not tell of', async () => {
    const { alarms, open, pass, told } = await start();
    await open(sam, 1, 8);
    await open(erin, 1, 8);
    alarms.raise.mockRejectedValueOnce(new Error('down'));
    await expect(pass(MINUTE)).rejects.toThrow('down');
    expect(told).toHaveLength(1);
    await pass(MINUTE);
    expect(new Set(told.map(({ meta }) => meta.person))).toEqual(
      new Set([sam, erin]),
    );
    expect(told).toHaveLength(2);
  });

  it('catches up with what came while nobody looked, in steps', async () => {
    const { clock, open, pass, told } = await start();
    await open(sam, 1, 8);
    clock.at += 3 * DAY;
    await open(erin, 1, 8);
    await pass(MINUTE);
    expect(told.map(({ meta }) => meta.person)).toEqual([sam, erin]);
  });

  it('names nobody who has been forgotten', async () => {
    const { instances, open, pass, told } = await start();
    await open(sam, 1, 8);
    await instances[0].people.forget(sam);
    await pass(MINUTE);
    expect(told).toHaveLength(1);
    expect(JSON.stringify(told)).not.toContain('sam');
  });

  it('asks by index, however long the ledger is', async () => {
    const { knex, open } = await start();
    await open(sam, 1, 8);
    const plans: string[] = [];
    const asked: Array<{ sql: string; bindings: unknown[] }> = [];
    const note = (query: { sql: string; bindings: unknown[] }) =>
      asked.push({ sql: query.sql, bindings: query.bindings });
    knex.on('query', note);
    const events = new DatabasePersonEvents({ knex });
    const detector = bulkViewing({ customers: 5, withinMs: HOUR });
    const span = {
      from: '2026-09-10T12:00:00.000Z',
      to: '2026-09-10T12:05:00.000Z',
    };
    await events.firstFrom(span.from);
    const [person] = await events.suspects(detector, span);
    await events.of(person, detector, span);
    await events.alarmed(person, detector, span.from);
    knex.off('query', note);

    const postgres = databaseId !== 'SQLITE_3';
    await knex.transaction(async tx => {
      if (postgres) {
        // So few rows would be read without one.
        await tx.raw('set local enable_seqscan = off');
      }
      for (const { bindings, sql } of asked) {
        const text = sql.replace(/\$\d+/g, '?');
        const plan = await tx.raw(
          `explain ${postgres ? '' : 'query plan '}${text}`,
          bindings as never,
        );
        plans.push(JSON.stringify(plan.rows ?? plan));
      }
    });
    expect(asked).toHaveLength(5);
    for (const plan of plans) {
      expect(plan).toMatch(/c360_ledger_(by_person|by_time|notes)/);
      expect(plan).not.toMatch(/Seq Scan|SCAN c360_ledger(?! USING)/);
    }
  });
});
