import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { customerEntity } from '../__testUtils__/customers';
import { ticketsData } from '../__testUtils__/facetData';
import { supportAgent } from '../__testUtils__/fakePolicy';
import { countingReader, fakeSource } from '../__testUtils__/fakeSource';
import {
  BASE,
  startCustomer360,
  viewPath,
} from '../__testUtils__/startCustomer360';
import { FailClosedLedgerStore } from './FailClosedLedgerStore';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });
const sam = mockCredentials.user.header('user:default/sam');

/** As the database says it then. Resolves to what makes room again. */
async function fillDisk(knex: Knex, databaseId: string) {
  if (databaseId === 'SQLITE_3') {
    await knex.raw(`create trigger full_disk before insert on c360_ledger
      begin select raise(abort, 'database or disk is full'); end`);
    return () => knex.raw('drop trigger full_disk');
  }
  await knex.raw(`create function full_disk() returns trigger language plpgsql
    as $$ begin
      raise exception 'could not extend file' using errcode = '53100';
    end $$`);
  await knex.raw(`create trigger full_disk before insert on c360_ledger
    for each statement execute function full_disk()`);
  return () => knex.raw('drop trigger full_disk on c360_ledger');
}

describe.each(databases.eachSupportedId())(
  'the ledger before the data (%s)',
  databaseId => {
    async function start() {
      const knex = await databases.init(databaseId);
      const tickets = countingReader('tickets', () => ticketsData('desk'));
      const { agent } = await startCustomer360({
        customers: [customerEntity('acme')],
        sources: [
          fakeSource(
            'desk',
            { tickets },
            { lookup: { email: async () => ['org_acme'] } },
          ),
        ],
        policy: supportAgent,
        knex,
      });
      const requests = [
        () => agent.get(viewPath('acme')),
        () => agent.get(`${BASE}/customers/default/acme/facets/tickets`),
        () => agent.post(`${BASE}/customers/default/acme/refresh`),
        () =>
          agent.post(`${BASE}/lookup`).send({ kind: 'email', value: 'a@b.c' }),
        () => agent.get(`${BASE}/by/desk/org_acme`),
      ].map(request => () => request().set('authorization', sam));
      return { knex, requests, tickets };
    }

    it('has one row per request that gives data', async () => {
      const { knex, requests } = await start();
      for (const request of requests) {
        expect((await request()).status).toBe(200);
      }

      const rows = await knex('c360_ledger').orderBy('seq');
      expect(rows.map(row => row.request_kind)).toEqual([
        'view',
        'facet',
        'refresh',
        'lookup',
        'by_id',
      ]);
      for (const row of rows) {
        expect(row).toMatchObject({
          person: expect.any(String),
          customer_ref: 'customer:default/acme',
        });
      }
      expect(JSON.parse(rows[1].facets)).toEqual({ tickets: 'full' });
    });

    it('lets nothing out when it cannot be written, warm or cold', async () => {
      const { knex, requests, tickets } = await start();
      await requests[0]();
      await knex.schema.renameTable('c360_ledger', 'c360_ledger_gone');

      for (const request of requests) {
        const { body, headers, status, text } = await request();
        expect(status).toBe(503);
        expect(body.error.code).toBe('audit_unavailable');
        expect(headers['retry-after']).toBe('1');
        for (const secret of ['acme', 'Login fails', 'c360_ledger', 'insert']) {
          expect(text.replace(/"url":"[^"]*"/, '').includes(secret)).toBe(
            false,
          );
        }
      }
      expect(tickets.reads).toBe(1);
    });

    it('lets nothing out while the disk is full, and all of it after', async () => {
      const { knex, requests } = await start();
      await requests[0]();
      const room = await fillDisk(knex, databaseId);
      for (const request of requests) {
        const { body, status } = await request();
        expect(status).toBe(503);
        expect(body.error.code).toBe('audit_unavailable');
      }
      await room();
      for (const request of requests) {
        expect((await request()).status).toBe(200);
      }
      // Whatever could not be written has left no gap behind.
      const rows = await knex('c360_ledger').orderBy('seq');
      expect(rows.map(row => Number(row.seq))).toEqual(
        rows.map((_, at) => at + 1),
      );
    });
  },
);

describe('FailClosedLedgerStore', () => {
  it('does not wait for ever', async () => {
    const ledger = new FailClosedLedgerStore({
      store: {
        append: () => new Promise(() => {}),
        appendRead: () => new Promise(() => {}),
      },
      logger: mockServices.logger.mock(),
      waitMs: 10,
    });

    const refused = expect.objectContaining({
      name: 'ServiceUnavailableError',
    });
    await expect(ledger.append([])).rejects.toThrow(refused);
    await expect(
      ledger.appendRead({
        kind: 'view',
        actorRef: 'user:default/sam',
        requestId: 'r-1',
        customerRef: 'customer:default/acme',
        facets: {},
        labels: [],
      }),
    ).rejects.toThrow(refused);
  });
});
