import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { migrationsDirectory } from '../installation/applyMigrations';
import { createLedger } from '../createLedger';
import { InstallationKey } from '../installation/InstallationKey';
import { SharedClock } from '../clock/SharedClock';
import type { CommittedChange } from './ChangeListener';
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
      const heard: CommittedChange[] = [];
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
        changes: new DatabaseCustomerChanges({
          knex,
          clock,
          listener: { onChanged: change => heard.push(change) },
        }),
        heard,
        look: (customerRef = acme) =>
          ledger.appendRead({
            kind: 'view',
            actorRef: 'user:default/sam',
            requestId: 'r-1',
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

    it('says when a vendor told of a change, and when the latest happened', async () => {
      const { changes, clock, look } = await start();
      const told = (occurredAt: string | undefined, facets?: string[]) =>
        changes.acknowledge({
          customerRef: acme,
          source: 'billing',
          facets,
          told: { occurredAt },
        });
      await changes.acknowledge({
        customerRef: acme,
        source: 'billing',
        facets: ['credits'],
      });
      const before = clock.now();
      await told('2026-09-10T12:00:02.000Z', ['invoices']);
      // The older one comes later.
      await told('2026-09-10T12:00:01.000Z', ['invoices']);
      await told(undefined, ['payments']);

      const seen = await look();
      expect(seen.of('billing', 'invoices')).toBe(2);
      expect(seen.of('billing', 'payments')).toBe(1);
      expect(seen.of('billing', 'credits')).toBe(1);
      const invoices = seen.toldOf('billing', 'invoices')!;
      expect(invoices.changedAt).toBe(Date.parse('2026-09-10T12:00:02.000Z'));
      expect(invoices.at).toBeGreaterThanOrEqual(before);
      expect(seen.toldOf('billing', 'payments')).toEqual({
        at: expect.any(Number),
      });
      expect(seen.toldOf('billing', 'credits')).toBeUndefined();

      // Of all that the source fills, and what is told of one of them.
      await told('2026-09-10T12:00:09.000Z');
      const all = await look();
      expect(all.of('billing', 'invoices')).toBe(3);
      expect(all.toldOf('billing', 'invoices')?.changedAt).toBe(
        Date.parse('2026-09-10T12:00:09.000Z'),
      );
      // A refresh counts and forgets nothing that was told.
      await changes.acknowledge({ customerRef: acme, source: 'billing' });
      expect((await look()).toldOf('billing', 'credits')?.changedAt).toBe(
        Date.parse('2026-09-10T12:00:09.000Z'),
      );
      expect((await look()).text).toBe((await look()).text);
    });

    it('goes with other work, whole: each counter rises by one, and who listens hears of it once', async () => {
      const { changes, heard, knex, look } = await start();
      const change = { customerRef: acme, source: 'billing' };
      const result = await changes.acknowledgeWith(async tx => {
        await tx('c360_watermarks').insert({ name: 'mine', reached: 'x' });
        expect(heard).toEqual([]);
        return {
          changes: [
            { ...change, facets: ['payments', 'invoices'] },
            { ...change, facets: ['invoices'] },
            { ...change, facets: [] },
            { customerRef: 'customer:default/b', source: 'desk' },
          ],
          result: 'done',
        };
      });
      expect(result).toBe('done');
      expect((await look()).of('billing', 'invoices')).toBe(1);
      expect((await look()).of('billing', 'payments')).toBe(1);
      expect(heard).toEqual([
        { ...change, facets: ['invoices', 'payments'] },
        { customerRef: 'customer:default/b', source: 'desk' },
      ]);
      expect(await knex('c360_watermarks')).toHaveLength(1);
    });

    it('leaves nothing behind of work that fails, and tells nobody', async () => {
      const { changes, heard, knex, look } = await start();
      const many = Array.from({ length: 700 }, (_, i) => ({
        customerRef: `customer:default/c${i}`,
        source: 'billing',
      }));
      await expect(
        changes.acknowledgeWith(async tx => {
          await tx('c360_watermarks').insert({ name: 'mine', reached: 'x' });
          throw new Error('no');
        }),
      ).rejects.toThrow('no');
      await expect(
        changes.acknowledgeWith(async tx => {
          await tx('c360_watermarks').insert({ name: 'mine', reached: 'x' });
          return {
            changes: [
              ...many,
              { customerRef: null as unknown as string, source: 'z' },
            ],
            result: undefined,
          };
        }),
      ).rejects.toThrow();
      expect((await look()).text).toBe('{}');
      expect(await knex('c360_generations')).toEqual([]);
      expect(await knex('c360_watermarks')).toEqual([]);
      expect(heard).toEqual([]);

      await changes.acknowledgeWith(async () => ({
        changes: many,
        result: undefined,
      }));
      expect(await knex('c360_generations')).toHaveLength(700);
      expect(heard).toHaveLength(700);
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
