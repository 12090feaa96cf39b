import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { migrationsDirectory } from '../../installation/applyMigrations';
import { testKey } from '../__testUtils__/openLedger';
import { LedgerKeys } from '../chain/LedgerKeys';
import { DatabaseLedgerPeople, PEOPLE_TABLE } from './DatabaseLedgerPeople';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });

/** What a database says whose network swallows everything. */
function silence(): unknown {
  const query = {
    where: () => query,
    first: () => new Promise(() => {}),
  };
  return query;
}

describe.each(databases.eachSupportedId())(
  'people of the ledger (%s)',
  databaseId => {
    it('asks again for whom the database never answered', async () => {
      const knex = await databases.init(databaseId);
      await knex.migrate.latest({ directory: migrationsDirectory });
      let silent = true;
      const people = new DatabaseLedgerPeople({
        knex: ((table: string) => (silent ? silence() : knex(table))) as Knex,
        keys: new LedgerKeys([testKey('one')]),
      });
      const asked = [1, 2].map(() => people.pseudonymOf('user:default/sam'));
      for (const answer of asked) {
        await expect(answer).rejects.toThrow('no answer in time');
      }
      silent = false;

      const pseudonym = await people.pseudonymOf('user:default/sam');

      expect(await knex(PEOPLE_TABLE)).toMatchObject([{ pseudonym }]);
      silent = true;
      expect(await people.pseudonymOf('user:default/sam')).toBe(pseudonym);
    });

    it('forgets who stands in rows of before the ledger had chains', async () => {
      const knex = await databases.init(databaseId);
      const row = {
        recorded_at: '2026-09-10T12:00:00.000Z',
        request_kind: 'view',
        facets: '{}',
        labels: '[]',
      };
      await knex.migrate.up({
        directory: migrationsDirectory,
        name: '20261001120000_ledger.js',
      });
      await knex('c360_ledger').insert([
        { ...row, id: 'a', actor_ref: 'user:default/sam' },
        { ...row, id: 'b', actor_ref: 'user:default/erin' },
      ]);
      await knex.migrate.latest({ directory: migrationsDirectory });
      const people = new DatabaseLedgerPeople({
        knex,
        keys: new LedgerKeys([testKey('one')]),
      });

      expect(await people.forget('user:default/sam')).toBe(true);
      expect(await people.forget('user:default/sam')).toBe(false);

      expect(
        await knex('c360_ledger_unchained').orderBy('id').pluck('actor_ref'),
      ).toEqual(['user:default/forgotten', 'user:default/erin']);
    });
  },
);
