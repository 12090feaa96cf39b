import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import createKnex, { type Knex } from 'knex';
import { applyMigrations, migrationsDirectory } from './applyMigrations';

jest.setTimeout(180_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });
const INSTANCES = 4;
const DATABASES = 6;

const service = (knex: Knex) =>
  mockServices.database.mock({ getClient: async () => knex });

describe.each(databases.eachSupportedId())(
  'applyMigrations (%s)',
  databaseId => {
    const locks = async (knex: Knex) =>
      knex('knex_migrations_lock').pluck('is_locked');

    it('applies them once, and then none', async () => {
      const knex = await databases.init(databaseId);
      await applyMigrations(service(knex), knex);
      const applied = await knex('knex_migrations').pluck('name');
      await applyMigrations(service(knex), knex);
      expect(await knex('knex_migrations').pluck('name')).toEqual(applied);
      expect(applied.length).toBeGreaterThan(10);
    });

    it('leaves them to an adopter who applies them', async () => {
      const knex = await databases.init(databaseId);
      await applyMigrations(
        mockServices.database.mock({ migrations: { skip: true } }),
        knex,
      );
      expect(await knex.schema.hasTable('c360_ledger')).toBe(false);
    });

    if (databaseId !== 'SQLITE_3') {
      it('lets instances that start together follow each other', async () => {
        for (let round = 0; round < DATABASES; round++) {
          const knex = await databases.init(databaseId);
          const instances = Array.from({ length: INSTANCES }, () =>
            createKnex(knex.client.config),
          );
          try {
            await Promise.all(
              instances.map(each => applyMigrations(service(each), each)),
            );
          } finally {
            await Promise.all(instances.map(each => each.destroy()));
          }
          expect(await locks(knex)).toEqual([0]);
        }
      });

      it('mends what instances that started together have left', async () => {
        const knex = await databases.init(databaseId);
        await applyMigrations(service(knex), knex);
        const [last] = await knex('knex_migrations').orderBy('id', 'desc');
        await knex.migrate.down({ directory: migrationsDirectory });
        await knex('knex_migrations_lock').insert({ is_locked: 0 });
        await applyMigrations(service(knex), knex);
        expect(await locks(knex)).toEqual([0]);
        const [again] = await knex('knex_migrations').orderBy('id', 'desc');
        expect(again.name).toBe(last.name);
      });
    }
  },
);
