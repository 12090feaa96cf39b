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

  it.each([0, 1])(
    '20261126200000_ledger_unchained.js with %s rows of before',
    async count => {
      const names = [
        '20261001120000_ledger.js',
        '20261125180000_ledger_chains.js',
        '20261126200000_ledger_unchained.js',
      ];
      const knex = await databases.init(databaseId);
      await up(knex, names[0]);
      const rows = [
        {
          id: 'a',
          recorded_at: '2026-09-10T12:00:00.000Z',
          request_kind: 'view',
          actor_ref: 'user:default/sam',
          facets: '{}',
          labels: '[]',
        },
      ].slice(0, count);
      for (const row of rows) {
        await knex('c360_ledger').insert(row);
      }
      await up(knex, names[1]);
      await up(knex, names[2]);
      expect(await knex.schema.hasTable('c360_ledger_unchained')).toBe(
        count > 0,
      );

      await down(knex, names[2]);
      expect(await knex('c360_ledger_unchained')).toMatchObject(rows);
      await down(knex, names[1]);
      expect(await knex('c360_ledger')).toHaveLength(count);
      await down(knex, names[0]);
      expect(await knex.schema.hasTable('c360_ledger')).toBe(false);
    },
  );

  it('20261125200000_grants.js', async () => {
    const name = '20261125200000_grants.js';
    const knex = await databases.init(databaseId);
    await up(knex, name);

    const row = {
      id: '5d2f8c1e-7a90-4b7e-9a54-0d6a3c1be001',
      person: 'user:default/sam',
      scope_kind: 'customer',
      scope: `customer:${'n'.repeat(63)}/${'c'.repeat(63)}`,
      tier: 'full',
      labels: '[]',
      reason: 'r'.repeat(1_000),
      state: 'requested',
      break_glass: false,
      requested_at: '2026-09-10T12:00:00.000Z',
      expires_at: '2026-09-10T13:00:00.000Z',
    };
    await knex('c360_grants').insert(row);
    await expect(knex('c360_grants').insert(row)).rejects.toThrow();
    const [first] = await knex('c360_grants');
    expect(first).toMatchObject({
      ...row,
      break_glass: expect.anything(),
      sections: null,
      decided_by: null,
      decided_at: null,
      note: null,
      told_at: null,
    });
    expect(Boolean(first.break_glass)).toBe(false);
    // Without an end there is no grant, nor without a reason.
    for (const missing of ['expires_at', 'reason', 'person', 'scope']) {
      await expect(
        knex('c360_grants').insert({ ...row, id: missing, [missing]: null }),
      ).rejects.toThrow();
    }

    await down(knex, name);
    expect(await knex.schema.hasTable('c360_grants')).toBe(false);
    await up(knex, name);
    expect(await knex('c360_grants')).toEqual([]);
  });

  it('20261126130000_ledger_watch.js', async () => {
    const name = '20261126130000_ledger_watch.js';
    const knex = await databases.init(databaseId);
    await knex.migrate.latest({ directory: migrationsDirectory });
    await knex('c360_watermarks').insert({ name: 'a', reached: 'x' });
    await down(knex, '20261126140000_ledger_names.js');
    await down(knex, name);
    expect(await knex.schema.hasTable('c360_watermarks')).toBe(false);
    expect(await knex.schema.hasTable('c360_policy_versions')).toBe(false);
    await up(knex, name);
    expect(await knex('c360_watermarks')).toEqual([]);
  });

  it('20261126140000_ledger_names.js', async () => {
    const name = '20261126140000_ledger_names.js';
    const knex = await databases.init(databaseId);
    await knex.migrate.latest({ directory: migrationsDirectory });
    const row = { pseudonym: 'p', salt: 's', since: 'x' };
    await knex('c360_ledger_people').insert({
      ...row,
      user_ref: 'user:default/sam',
      key_id: 'one',
    });
    await down(knex, name);
    expect(await knex('c360_ledger_people')).toEqual([
      { ...row, user_ref: 'user:default/sam' },
    ]);
    await up(knex, name);
    expect(await knex('c360_ledger_people')).toMatchObject([{ key_id: null }]);
  });

  it('20261126190000_webhooks.js', async () => {
    const names = [
      '20261125120000_generations.js',
      '20261126190000_webhooks.js',
    ];
    const knex = await databases.init(databaseId);
    await up(knex, names[0]);
    const counter = {
      customer_ref: 'customer:default/acme',
      scope: 'desk/tickets',
      generation: 7,
      bumped_at: '2026-09-10T12:00:00.000Z',
    };
    await knex('c360_generations').insert(counter);
    await up(knex, names[1]);
    expect(await knex('c360_generations')).toEqual([
      { ...counter, told_at: null, changed_at: null },
    ]);
    const event = {
      source: 'desk',
      event_id: 'e'.repeat(200),
      type: 'ticket.changed',
      facets: '["tickets"]',
      acknowledged: '[]',
      received_at: '2026-09-10T12:00:00.000Z',
      state: 'waiting',
      attempts: 0,
      next_attempt_at: '2026-09-10T12:00:00.000Z',
    };
    await knex('c360_webhook_events').insert(event);
    await expect(knex('c360_webhook_events').insert(event)).rejects.toThrow();
    await knex('c360_webhook_events').insert({ ...event, source: 'other' });

    // Counters outlive it: what is cached never becomes current again.
    await down(knex, names[1]);
    expect(await knex('c360_generations')).toEqual([counter]);
    expect(await knex.schema.hasTable('c360_webhook_events')).toBe(false);
    await up(knex, names[1]);
    expect(await knex('c360_webhook_events')).toEqual([]);
  });

  it('20261126192000_sync.js', async () => {
    const name = '20261126192000_sync.js';
    const knex = await databases.init(databaseId);
    await up(knex, name);
    const row = {
      source: 's'.repeat(63),
      facet: 'f'.repeat(63),
      account_id: 'a'.repeat(255),
      bulk: 'b'.repeat(63),
      round: 1,
      scope: 'scope',
      as_of: '2026-11-26T12:00:00.000Z',
      fetched_at: '2026-11-26T12:00:00.000Z',
      expires_at: '2026-11-27T12:00:00.000Z',
      is_current: false,
      unheard: false,
    };
    await knex('c360_sync_rows').insert(row);
    await expect(knex('c360_sync_rows').insert(row)).rejects.toThrow();
    // Two rounds stand beside each other until one takes the other's place.
    await knex('c360_sync_rows').insert({ ...row, round: 2 });
    await down(knex, name);
    for (const table of ['c360_sync_rows', 'c360_sync_cursors']) {
      expect(await knex.schema.hasTable(table)).toBe(false);
    }
    await up(knex, name);
    expect(await knex('c360_sync_cursors')).toEqual([]);
  });

  it('20261126191000_links.js', async () => {
    const name = '20261126191000_links.js';
    const knex = await databases.init(databaseId);
    await up(knex, name);

    const row = {
      customer_ref: 'customer:default/acme',
      source: 'billing',
      account_id: 'a'.repeat(255),
      rule: 'external_id',
      confidence: 'high',
      state: 'confirmed',
      exclusive: 'a'.repeat(255),
      at: '2026-09-10T12:00:00.000Z',
    };
    await knex('c360_links').insert(row);
    await expect(knex('c360_links').insert(row)).rejects.toThrow();
    // One account is one customer's, unless it is shared on purpose.
    const other = { ...row, customer_ref: 'customer:default/beta' };
    await expect(knex('c360_links').insert(other)).rejects.toThrow();
    await knex('c360_links').insert({ ...other, exclusive: null });
    expect(
      await knex('c360_links').where({ customer_ref: row.customer_ref }),
    ).toMatchObject([{ ...row, by_person: null, reason: null }]);
    const step = {
      customer_ref: row.customer_ref,
      source: row.source,
      account_id: row.account_id,
      act: 'linked',
      at: row.at,
      after: '{}',
    };
    await knex('c360_link_history').insert(step);
    await knex('c360_link_history').insert(step);
    const steps = await knex('c360_link_history').orderBy('seq');
    expect(steps.map(({ seq }) => Number(seq))).toEqual([1, 2]);

    await down(knex, name);
    for (const table of [
      'c360_links',
      'c360_link_history',
      'c360_orphan_accounts',
    ]) {
      expect(await knex.schema.hasTable(table)).toBe(false);
    }
    await up(knex, name);
    expect(await knex('c360_links')).toEqual([]);
  });

  it('20261127130000_annotations.js', async () => {
    const name = '20261127130000_annotations.js';
    const knex = await databases.init(databaseId);
    await up(knex, name);
    const row = {
      customer_ref: 'customer:default/acme',
      source: 'billing',
      account_id: 'a'.repeat(255),
      seen_at: '2026-09-10T12:00:00.000Z',
    };
    await knex('c360_annotated_accounts').insert(row);
    await expect(knex('c360_annotated_accounts').insert(row)).rejects.toThrow();
    const shared = { ...row, customer_ref: 'customer:default/beta' };
    await knex('c360_annotated_accounts').insert(shared);
    const count = { source: 'billing', customers: 2, counted_at: row.seen_at };
    await knex('c360_source_reach').insert(count);
    await expect(knex('c360_source_reach').insert(count)).rejects.toThrow();

    await down(knex, name);
    for (const table of ['c360_annotated_accounts', 'c360_source_reach']) {
      expect(await knex.schema.hasTable(table)).toBe(false);
    }
    await up(knex, name);
    expect(await knex('c360_annotated_accounts')).toEqual([]);
  });
});
