import type {
  SchedulerServiceTaskInvocationDefinition,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { BulkRow } from '@customer-360/backstage-plugin-customer-360-node';
import { customerEntity } from '../__testUtils__/customers';
import { invoicesData, ticketsData } from '../__testUtils__/facetData';
import { supportAgent } from '../__testUtils__/fakePolicy';
import { countingReader, fakeSource } from '../__testUtils__/fakeSource';
import { startCustomer360, viewPath } from '../__testUtils__/startCustomer360';
import { DatabaseCustomerChanges } from '../generations/DatabaseCustomerChanges';
import { DatabaseObservationStore } from '../observations/DatabaseObservationStore';
import { scripted } from '../sync/__testUtils__/syncWorld';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });
const sam = mockCredentials.user.header('user:default/sam');
const NOON = Date.parse('2026-09-10T12:00:00Z');
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const refOf = (name: string) => `customer:default/${name}`;

type Task = SchedulerServiceTaskScheduleDefinition &
  SchedulerServiceTaskInvocationDefinition;

function rowsOf(names: readonly string[], open: number, asOf: string) {
  return names.map(
    (name): BulkRow => ({
      kind: 'data',
      facet: 'tickets',
      account: `org_${name}`,
      asOf,
      data: { ...ticketsData('desk'), total: open },
    }),
  );
}

async function start(
  databaseId: Parameters<typeof databases.init>[0],
  options: {
    customers?: string[];
    inBulk?: boolean;
    fromTwo?: boolean;
  } = {},
) {
  const names = options.customers ?? ['acme'];
  const knex = await databases.init(databaseId);
  const tasks = new Map<string, Task>();
  const scheduler = mockServices.scheduler.mock({
    scheduleTask: async task => void tasks.set(task.id, task),
  });
  const clock = { at: NOON, now: () => clock.at };
  const desk = { subject: 'before', isDown: false };
  const bulk = { pages: [] as BulkRow[][] };
  const tickets = countingReader('tickets', () => {
    if (desk.isDown) {
      throw new Error('down');
    }
    return ticketsData('desk', desk.subject);
  });
  const invoices = countingReader('invoices', () => invoicesData('billing'));
  const ofBilling = countingReader('tickets', () => ticketsData('billing'));
  const { agent } = await startCustomer360({
    customers: names.map(name => customerEntity(name)),
    policy: supportAgent,
    knex,
    now: clock.now,
    sources: [
      fakeSource(
        'desk',
        { tickets },
        options.inBulk
          ? { bulk: [scripted(() => bulk.pages, { mode: 'changes' })] }
          : {},
      ),
      fakeSource('billing', {
        invoices,
        ...(options.fromTwo && { tickets: ofBilling }),
      }),
    ],
    features: [scheduler.factory],
  });
  const run = (id: string) => tasks.get(id)!.fn(new AbortController().signal);
  const store = new DatabaseObservationStore({ knex });
  return {
    agent,
    bulk,
    clock,
    desk,
    invoices,
    knex,
    names,
    ofBilling,
    run,
    tickets,
    follow: () => run('customer-360-changes'),
    walk: () => run('customer-360-customers'),
    sync: () => run('customer-360-sync-desk-all'),
    open: async (name: string) =>
      agent.get(viewPath(name)).set('authorization', sam).expect(200),
    change: (name: string, ...facets: string[]) =>
      new DatabaseCustomerChanges({ knex, clock }).acknowledge({
        customerRef: refOf(name),
        source: 'desk',
        ...(facets.length > 0 && { facets }),
      }),
    noted: async (name: string) =>
      (await store.latestIn(refOf(name), { from: '2000', to: '3000' })).map(
        ({ asOf, facet }) => `${facet} ${asOf}`,
      ),
  };
}

describe.each(databases.eachSupportedId())(
  'following changes (%s)',
  databaseId => {
    it('reads what has changed, once, and nothing else', async () => {
      const { change, clock, follow, invoices, noted, tickets } = await start(
        databaseId,
      );
      await follow();
      await change('acme', 'tickets');
      expect(tickets.reads).toBe(0);
      clock.at += 20_000;
      await follow();
      expect([tickets.reads, invoices.reads]).toEqual([1, 0]);
      expect(await noted('acme')).toEqual(['tickets 2026-09-10T12:00:20.000Z']);
      for (let i = 0; i < 10; i++) {
        clock.at += 20_000;
        await follow();
      }
      expect([tickets.reads, invoices.reads]).toEqual([1, 0]);
    });

    it('asks nobody else who fills the same facet', async () => {
      const { change, clock, follow, noted, ofBilling, tickets } = await start(
        databaseId,
        { fromTwo: true },
      );
      await follow();
      await change('acme', 'tickets');
      clock.at += 20_000;
      await follow();
      expect([tickets.reads, ofBilling.reads]).toEqual([1, 0]);
      // A figure over a part of the sources would be wrong.
      expect(await noted('acme')).toEqual([]);
    });

    it('does not ask again for what a page has read since', async () => {
      const { change, clock, follow, open, tickets } = await start(databaseId);
      await follow();
      await change('acme');
      await open('acme');
      expect(tickets.reads).toBe(1);
      // Due to be read again by then, but nothing has changed since.
      clock.at += 5 * MINUTE_MS;
      await follow();
      expect(tickets.reads).toBe(1);
    });

    it('asks no source because an account was linked, unless something was read of it before', async () => {
      const { change, clock, follow, knex, open, tickets } = await start(
        databaseId,
        { customers: ['acme', 'other'] },
      );
      await follow();
      await change('acme');
      await change('other');
      clock.at += 20_000;
      await follow();
      expect(tickets.reads).toBe(0);
      // Nor is it waited for.
      expect(
        await knex('c360_customer_looks').whereNotNull('again_at'),
      ).toEqual([]);
      await open('acme');
      expect(tickets.reads).toBe(1);
      clock.at += 5 * MINUTE_MS;
      await change('acme');
      await change('other');
      clock.at += 20_000;
      await follow();
      expect(tickets.reads).toBe(2);
      // Whatever the links, what a vendor tells of is read.
      await change('other', 'tickets');
      clock.at += 20_000;
      await follow();
      expect(tickets.reads).toBe(3);
    });

    it('asks no source for what a bulk read has brought, of however many', async () => {
      const customers = Array.from({ length: 620 }, (_, i) => `c${1_000 + i}`);
      const { bulk, clock, follow, knex, names, noted, sync, tickets } =
        await start(databaseId, { customers, inBulk: true });
      await follow();
      await knex.batchInsert(
        'c360_annotated_accounts',
        names.map(name => ({
          customer_ref: refOf(name),
          source: 'desk',
          account_id: `org_${name}`,
          seen_at: '2026-09-10T12:00:00.000Z',
        })),
        200,
      );
      bulk.pages = [rowsOf(names, 3, '2026-09-10T11:58:00.000Z')];
      await sync();
      // Longer than a reading of this facet is fresh.
      clock.at += 4 * MINUTE_MS;
      await follow();
      expect(tickets.reads).toBe(0);
      for (const name of [names[0], names.at(-1)!]) {
        expect(await noted(name)).toEqual(['tickets 2026-09-10T11:58:00.000Z']);
      }
      const { n } = (await knex('c360_observations')
        .count('* as n')
        .first()) as { n: unknown };
      expect(Number(n)).toBe(620);
    });

    it('comes back to what could not be read, also after it has gone on', async () => {
      const { change, clock, desk, follow, knex, noted, tickets } = await start(
        databaseId,
      );
      await follow();
      desk.isDown = true;
      await change('acme', 'tickets');
      clock.at += MINUTE_MS;
      await follow();
      expect(tickets.reads).toBe(1);
      expect(await knex('c360_customer_looks')).toMatchObject([
        { customer_ref: refOf('acme'), again: '["desk/tickets"]', attempts: 1 },
      ]);
      clock.at += 10 * MINUTE_MS;
      await follow();
      expect(tickets.reads).toBe(2);
      desk.isDown = false;
      clock.at += MINUTE_MS;
      await follow();
      expect(await noted('acme')).toEqual(['tickets 2026-09-10T12:12:00.000Z']);
      expect(await knex('c360_customer_looks')).toMatchObject([
        { again_at: null, again: null, attempts: 0 },
      ]);
    });

    it('reads again soon what its source answers as before', async () => {
      const { clock, follow, knex, tickets } = await start(databaseId);
      await follow();
      await new DatabaseCustomerChanges({ knex, clock }).acknowledge({
        customerRef: refOf('acme'),
        source: 'desk',
        facets: ['tickets'],
        told: {},
      });
      await follow();
      expect(tickets.reads).toBe(1);
      clock.at += 40_000;
      await follow();
      expect(tickets.reads).toBe(2);
      clock.at += 40_000;
      await follow();
      expect(tickets.reads).toBe(2);
    });

    it('sees what was committed late, and goes on where another has ended', async () => {
      const { change, clock, follow, knex, tickets } = await start(databaseId);
      await follow();
      clock.at += MINUTE_MS;
      await change('acme', 'tickets');
      await follow();
      expect(tickets.reads).toBe(1);
      // Of a transaction that began a minute before it was committed.
      await knex('c360_generations').update({
        generation: 7,
        bumped_at: '2026-09-10T12:00:10.000Z',
      });
      await follow();
      expect(tickets.reads).toBe(2);
    });

    it('notes daily what bulk reads bring, though nothing changes and nobody looks', async () => {
      const { bulk, clock, invoices, noted, sync, tickets, walk } = await start(
        databaseId,
        { inBulk: true },
      );
      await walk();
      bulk.pages = [rowsOf(['acme'], 3, '2026-09-10T11:58:00.000Z')];
      await sync();
      await walk();
      expect(await noted('acme')).toEqual([]);
      for (const day of ['11', '12', '13']) {
        clock.at += 24 * HOUR_MS;
        bulk.pages = [];
        await sync();
        await walk();
        expect(await noted('acme')).toEqual([
          `tickets 2026-09-${day}T00:00:00.000Z`,
        ]);
      }
      expect([tickets.reads, invoices.reads]).toEqual([0, 0]);
    });
  },
);
