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
  },
);
