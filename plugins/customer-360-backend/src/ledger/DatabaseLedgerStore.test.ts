import { TestDatabases } from '@backstage/backend-test-utils';
import { migrationsDirectory } from '../installation/applyMigrations';
import { DatabaseLedgerStore } from './DatabaseLedgerStore';
import type { LedgerEntry } from './LedgerStore';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });

const entry: LedgerEntry = {
  kind: 'view',
  actorRef: 'user:default/sam',
  customerRef: 'customer:default/acme',
  facets: { tickets: 'full', contracts: 'summary' },
  labels: ['contract'],
};

describe.each(databases.eachSupportedId())(
  'DatabaseLedgerStore (%s)',
  databaseId => {
    async function store() {
      const knex = await databases.init(databaseId);
      await knex.migrate.latest({ directory: migrationsDirectory });
      return {
        knex,
        ledger: new DatabaseLedgerStore({
          knex,
          now: () => new Date('2026-09-10T12:00:00Z'),
        }),
      };
    }

    it('keeps who saw what, in the order it was written', async () => {
      const { knex, ledger } = await store();

      await ledger.append([entry]);
      await ledger.append([
        { ...entry, kind: 'lookup', customerRef: undefined, facets: {} },
      ]);

      const rows = await knex('c360_ledger').orderBy('seq');
      expect(rows).toMatchObject([
        {
          recorded_at: '2026-09-10T12:00:00.000Z',
          request_kind: 'view',
          actor_ref: 'user:default/sam',
          customer_ref: 'customer:default/acme',
          facets: '{"tickets":"full","contracts":"summary"}',
          labels: '["contract"]',
          detail: null,
        },
        { request_kind: 'lookup', customer_ref: null },
      ]);
      expect(rows[0].id).not.toBe(rows[1].id);
    });

    it('keeps all the rows of one request or none', async () => {
      const { knex, ledger } = await store();
      const impossible = JSON.parse('null');

      await expect(
        ledger.append([entry, { ...entry, actorRef: impossible }]),
      ).rejects.toThrow();

      expect(await knex('c360_ledger')).toEqual([]);
    });

    it('goes on where a pooler has forgotten its prepared statement', async () => {
      const { knex, ledger } = await store();
      const read = { ...entry, customerRef: 'customer:default/acme' };
      await ledger.appendRead(read);
      if (databaseId !== 'SQLITE_3') {
        await knex.raw('deallocate all');
      }

      await ledger.appendRead(read);
      await ledger.appendRead(read);

      expect(await knex('c360_ledger')).toHaveLength(3);
    });
  },
);
