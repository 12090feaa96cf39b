import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { migrationsDirectory } from '../installation/applyMigrations';
import { createLedger } from '../createLedger';
import { InstallationKey } from '../installation/InstallationKey';
import { SharedClock } from '../clock/SharedClock';
import { DatabaseCustomerChanges } from './DatabaseCustomerChanges';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });
const acme = 'customer:default/acme';

describe.each(databases.eachSupportedId())(
  'DatabaseCustomerChanges (%s)',
  databaseId => {
    async function start() {
      const knex = await databases.init(databaseId);
      await knex.migrate.latest({ directory: migrationsDirectory });
      const clock = new SharedClock();
      const { store: ledger } = createLedger({
        knex,
        clock,
        databaseClock: clock,
        key: new InstallationKey(Buffer.alloc(32, 1)),
        alarms: { raise: async () => {} },
        config: { keys: [], verifyEvery: { hours: 24 }, alarmRecipients: [] },
        policyVersion: '1',
        logger: mockServices.logger.mock(),
      });
      return {
        knex,
        clock,
        changes: new DatabaseCustomerChanges({ knex }),
        look: (customerRef = acme) =>
          ledger.appendRead({
            kind: 'view',
            actorRef: 'user:default/sam',
            customerRef,
            facets: {},
            labels: [],
          }),
      };
    }

    it('counts a facet, and all that a source fills', async () => {
      const { changes, look } = await start();
      const before = await look();
      expect(before.of('billing', 'invoices')).toBe(0);

      await changes.acknowledge({
        customerRef: acme,
        source: 'billing',
        facets: ['invoices', 'payments', 'invoices'],
      });
      const some = await look();
      expect(some.of('billing', 'invoices')).toBe(1);
      expect(some.of('billing', 'payments')).toBe(1);
      expect(some.of('billing', 'credits')).toBe(0);
      expect(some.of('desk', 'invoices')).toBe(0);

      await changes.acknowledge({ customerRef: acme, source: 'billing' });
      const all = await look();
      expect(all.of('billing', 'invoices')).toBe(2);
      expect(all.of('billing', 'credits')).toBe(1);
      expect(all.of('desk', 'tickets')).toBe(0);
    });

    it('gives what it has come to, and says nothing of other customers', async () => {
      const { changes, look } = await start();
      const after = await changes.acknowledge({
        customerRef: acme,
        source: 'billing',
      });
      expect(after.of('billing', 'invoices')).toBe(1);
      expect(after.text).toBe((await look()).text);
      expect((await look('customer:default/other')).text).toBe('{}');
    });

    it('loses no change of many at once', async () => {
      const { changes, look } = await start();
      await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          changes.acknowledge({
            customerRef: acme,
            source: 'billing',
            facets: i % 2 ? ['invoices', 'payments'] : ['payments', 'invoices'],
          }),
        ),
      );
      expect((await look()).of('billing', 'invoices')).toBe(20);
      expect((await look()).of('billing', 'payments')).toBe(20);
    });

    it('is read by the statement that writes the row: no row, no generations', async () => {
      const { knex, look } = await start();
      await look();
      expect(
        await knex('c360_ledger').where({ customer_ref: acme }),
      ).toHaveLength(1);
      await knex.schema.dropTable('c360_ledger');
      await expect(look()).rejects.toThrow();
    });

    it('keeps the clock near that of the database', async () => {
      const { clock, look } = await start();
      await look();
      expect(Math.abs(clock.now() - Date.now())).toBeLessThan(60_000);
    });
  },
);
