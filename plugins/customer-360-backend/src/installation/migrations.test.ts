import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { migrationsDirectory } from './applyMigrations';
import { loadInstallationKey } from './loadInstallationKey';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });

async function up(knex: Knex, name: string): Promise<void> {
  await knex.migrate.up({ directory: migrationsDirectory, name });
}

async function down(knex: Knex, name: string): Promise<void> {
  await knex.migrate.down({ directory: migrationsDirectory, name });
}

describe.each(databases.eachSupportedId())('migrations (%s)', databaseId => {
  it('20261001120000_ledger.js', async () => {
    const name = '20261001120000_ledger.js';
    const knex = await databases.init(databaseId);
    await up(knex, name);

    const row = {
      id: 'a',
      recorded_at: '2026-09-10T12:00:00.000Z',
      request_kind: 'view',
      actor_ref: 'user:default/sam',
      facets: '{}',
      labels: '[]',
    };
    await knex('c360_ledger').insert(row);
    await expect(knex('c360_ledger').insert(row)).rejects.toThrow();
    const [first] = await knex('c360_ledger');
    expect(Number(first.seq)).toBe(1);
    expect(first).toMatchObject({ customer_ref: null, detail: null });

    await down(knex, name);
    expect(await knex.schema.hasTable('c360_ledger')).toBe(false);
  });

  it('20261001120100_secrets.js', async () => {
    const names = ['20261001120000_ledger.js', '20261001120100_secrets.js'];
    const knex = await databases.init(databaseId);
    for (const name of names) {
      await up(knex, name);
    }

    const [one, other] = await Promise.all([
      loadInstallationKey(knex),
      loadInstallationKey(knex),
    ]);
    expect(one.verify('cursor', 'text', other.sign('cursor', 'text'))).toBe(
      true,
    );
    expect(one.verify('cursor', 'text', other.sign('etag', 'text'))).toBe(
      false,
    );
    expect(await knex('c360_secrets')).toHaveLength(1);

    await down(knex, names[1]);
    expect(await knex.schema.hasTable('c360_secrets')).toBe(false);
  });

  it('20261125180000_ledger_chains.js', async () => {
    const names = [
      '20261001120000_ledger.js',
      '20261001120100_secrets.js',
      '20261125120000_generations.js',
      '20261125180000_ledger_chains.js',
    ];
    const knex = await databases.init(databaseId);
    for (const name of names.slice(0, 3)) {
      await up(knex, name);
    }
    await knex('c360_ledger').insert({
      id: 'a',
      recorded_at: '2026-09-10T12:00:00.000Z',
      request_kind: 'view',
      actor_ref: 'user:default/sam',
      facets: '{}',
      labels: '[]',
    });
    await up(knex, names[3]);
    expect(await knex('c360_ledger')).toEqual([]);
    expect(await knex('c360_ledger_unchained')).toHaveLength(1);

    await down(knex, names[3]);
    expect(await knex('c360_ledger')).toMatchObject([{ id: 'a' }]);
    expect(await knex.schema.hasTable('c360_ledger_chains')).toBe(false);
    await up(knex, names[3]);
  });
});
