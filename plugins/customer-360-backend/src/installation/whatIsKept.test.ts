import { TestDatabases } from '@backstage/backend-test-utils';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { migrationsDirectory } from './applyMigrations';

jest.setTimeout(60_000);

const ROOT = resolve(__dirname, '../../../..');
const SECURITY = readFileSync(join(ROOT, 'docs/security.md'), 'utf8');
const MIGRATIONS = [
  'plugins/customer-360-backend/migrations',
  'plugins/catalog-backend-module-customer-360/migrations',
];
const MARA = 'user:default/mara';
const ACME = 'customer:default/cus-8f3a1c';
const NOW = '2026-09-10T12:00:00.000Z';

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });

/** All statements that a section of the page gives. */
function statementsOf(from: string, to: string): string[] {
  const section = SECURITY.slice(SECURITY.indexOf(from), SECURITY.indexOf(to));
  return (
    [...section.matchAll(/```sql\n([\s\S]*?)```/g)]
      .flatMap(([, sql]) => sql.split(';'))
      .map(sql => sql.trim())
      // A table that only an older database has.
      .filter(sql => sql !== '' && !sql.includes('c360_ledger_unchained'))
  );
}

describe('docs/security.md', () => {
  it('says of every table what is in it', () => {
    const tables = MIGRATIONS.flatMap(folder =>
      readdirSync(join(ROOT, folder)).flatMap(file =>
        [
          ...readFileSync(join(ROOT, folder, file), 'utf8').matchAll(
            /createTable\(\s*'(\w+)'/g,
          ),
        ].map(([, table]) => table),
      ),
    );
    expect(tables.length).toBeGreaterThan(15);
    expect(tables.filter(table => !SECURITY.includes(`\`${table}\``))).toEqual(
      [],
    );
  });
});

describe.each(databases.eachSupportedId())('forgetting (%s)', databaseId => {
  it('leaves nothing of a person or a customer but their rows of the ledger', async () => {
    const knex = await databases.init(databaseId);
    await knex.migrate.latest({ directory: migrationsDirectory });
    await knex('c360_observations').insert({
      customer_ref: ACME,
      facet: 'subscriptions',
      as_of: NOW,
      fetched_at: NOW,
      sources: 'stripe',
      figures: '{}',
      changed: true,
    });
    const link = {
      customer_ref: ACME,
      source: 'stripe',
      account_id: 'cus_1',
      by_person: MARA,
      reason: 'Mara said so',
      at: NOW,
    };
    await knex('c360_links').insert({
      ...link,
      rule: 'manual',
      confidence: 'certain',
      state: 'confirmed',
    });
    await knex('c360_link_history').insert({
      ...link,
      act: 'confirmed',
      before: JSON.stringify({ by: MARA }),
      after: JSON.stringify({ by: MARA }),
    });

    await knex('c360_annotated_accounts').insert({
      customer_ref: ACME,
      source: 'stripe',
      account_id: 'cus_1',
      seen_at: NOW,
    });

    await knex('c360_customer_looks').insert({
      customer_ref: ACME,
      looked_at: NOW,
    });
    await knex('c360_alert_states').insert({
      customer_ref: ACME,
      audience: 'of-these-rights',
      version: 1,
      states: '{}',
      looked_at: NOW,
    });

    await knex('c360_portfolio').insert({
      customer_ref: ACME,
      name_key: 'acme',
      search_text: 'acme',
      lifecycle: 'active',
      owner_key: MARA,
      readings: '{}',
      entity_version: '1',
      day: '2026-09-10',
    });
    await knex('c360_portfolio_owners').insert({
      customer_ref: ACME,
      owner_ref: MARA,
    });
    await knex('c360_portfolio_ranks').insert({
      mask: 1,
      customer_ref: ACME,
      name_key: 'acme',
      band: 0,
      currency: 'EUR',
      money: 0,
      day: 0,
    });

    await knex('c360_saved_views').insert(
      [MARA, 'user:default/otto'].map((owner, i) => ({
        id: `view-${i}`,
        owner_ref: owner,
        title: 'Hers',
        shared: true,
        query: JSON.stringify({ filter: { owner: MARA } }),
        saved_at: NOW,
      })),
    );

    const everything = async () => {
      const tables = [
        'c360_ledger_people',
        'c360_grants',
        'c360_links',
        'c360_link_history',
        'c360_annotated_accounts',
        'c360_alert_states',
        'c360_customer_looks',
        'c360_observations',
        'c360_portfolio',
        'c360_portfolio_owners',
        'c360_portfolio_ranks',
        'c360_saved_views',
        'c360_sync_rows',
      ];
      return JSON.stringify(
        await Promise.all(tables.map(table => knex(table).select())),
      );
    };
    expect(await everything()).toContain(MARA);

    for (const sql of statementsOf(
      '**Somebody of your company**',
      '**Somebody of a customer**',
    )) {
      await knex.raw(sql);
    }
    expect(await everything()).not.toMatch(/mara/i);
    expect(await everything()).toContain(ACME);

    const ofCustomer = statementsOf('**A customer**', '## Reporting');
    expect(ofCustomer.length).toBeGreaterThan(3);
    for (const sql of ofCustomer) {
      await knex.raw(sql);
    }
    expect(await everything()).not.toContain(ACME);
  });
});
