import { TestDatabases } from '@backstage/backend-test-utils';
import { migrationsDirectory } from '../installation/applyMigrations';
import { CustomerLooks } from './CustomerLooks';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });
const NOON = Date.parse('2026-09-10T12:00:00Z');
const HOUR_MS = 3_600_000;
const ACME = 'customer:default/acme';
const OTHER = 'customer:default/other';
const isoOf = (ms: number) => new Date(ms).toISOString();

describe.each(databases.eachSupportedId())('CustomerLooks (%s)', databaseId => {
  async function start() {
    const knex = await databases.init(databaseId);
    await knex.migrate.latest({ directory: migrationsDirectory });
    return { knex, looks: new CustomerLooks({ knex }) };
  }

  it('has all of them looked at that have not been since', async () => {
    const { looks } = await start();
    await looks.looked([ACME], isoOf(NOON));
    expect(await looks.notSince([ACME, OTHER], isoOf(NOON))).toEqual(
      new Set([OTHER]),
    );
    expect(await looks.notSince([ACME, OTHER], isoOf(NOON + 1))).toEqual(
      new Set([ACME, OTHER]),
    );
  });

  it('comes back later and later to all that could not be read, and in the end no more', async () => {
    const { looks } = await start();
    await looks.again(ACME, ['desk/tickets'], NOON);
    await looks.again(ACME, ['crm'], NOON);
    expect(await looks.due(NOON + 59_999, 10)).toEqual([]);
    expect(await looks.due(NOON + 60_000, 10)).toEqual([
      { customerRef: ACME, scopes: ['crm', 'desk/tickets'] },
    ]);
    let at = NOON;
    let tried = 2;
    while ((await looks.due(at + HOUR_MS, 10)).length > 0) {
      at += HOUR_MS;
      tried += 1;
      await looks.again(ACME, ['crm'], at);
    }
    expect(tried).toBe(31);
    // What comes then begins anew.
    await looks.again(ACME, ['desk'], at);
    expect(await looks.due(at + 30_000, 10)).toEqual([
      { customerRef: ACME, scopes: ['desk'] },
    ]);
  });

  it('has one looked at soon without forgetting what it is waiting for', async () => {
    const { looks } = await start();
    await looks.soon(OTHER, NOON);
    await looks.again(ACME, ['crm'], NOON);
    await looks.soon(ACME, NOON);
    expect(await looks.due(NOON, 10)).toEqual([
      { customerRef: OTHER, scopes: [] },
    ]);
    await looks.done([OTHER]);
    expect(await looks.due(NOON, 10)).toEqual([]);
    expect(await looks.due(NOON + HOUR_MS, 10)).toHaveLength(1);
  });

  it('forgets those who are gone', async () => {
    const { knex, looks } = await start();
    await looks.looked([ACME], isoOf(NOON));
    await looks.soon(OTHER, NOON);
    await looks.forget(isoOf(NOON));
    expect(await knex('c360_customer_looks')).toHaveLength(2);
    await looks.done([OTHER]);
    await looks.forget(isoOf(NOON + 1));
    expect(await knex('c360_customer_looks')).toEqual([]);
  });
});
