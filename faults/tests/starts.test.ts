import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { after, afterEach, before, describe, it } from 'node:test';
import pg from 'pg';
import {
  freePort,
  ManagedProcess,
  portalProgram,
  PostgresServer,
  startPortal,
  waitUntil,
  type Portal,
} from 'rig';

const MINUTE = 60_000;
const DATABASE = 'backstage_plugin_customer-360';
const MIGRATIONS = new URL(
  '../../plugins/customer-360-backend/migrations',
  import.meta.url,
);
/** Slows each change of the schema down, so that there is time to be killed in. */
const SLOW = `
  create function slowly() returns event_trigger language plpgsql
    as $$ begin perform pg_sleep(0.05); end $$;
  create event trigger slow on ddl_command_end execute function slowly();
`;

let postgres: PostgresServer;
const portals: Portal[] = [];

before(async () => {
  postgres = await PostgresServer.start({ fsync: false });
});

/** Nobody is connected to the database of the next test. */
afterEach(async () => {
  await Promise.all(portals.splice(0).map(portal => portal.stop()));
});

after(() => postgres?.stop());

function options() {
  return {
    vendorUrl: 'http://127.0.0.1:9',
    postgresUrl: postgres.url(),
    sources: 1,
    customers: 1,
    people: 1,
    alone: true,
  };
}

async function start(): Promise<Portal> {
  const portal = await startPortal(options());
  portals.push(portal);
  return portal;
}

async function pidOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query('select pg_backend_pid() as pid');
  return rows[0].pid;
}

async function connect(database: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: postgres.url(database) });
  await client.connect();
  // The server may end first.
  client.on('error', () => undefined);
  return client;
}

/** Makes the database anew, with nothing in it. */
async function empty(): Promise<pg.Client> {
  const server = await connect('postgres');
  await server.query(`drop database if exists "${DATABASE}" with (force)`);
  await server.query(`create database "${DATABASE}"`);
  await server.end();
  return connect(DATABASE);
}

/** Each migration once, and nobody who still holds the others up. */
async function assertMigrated(database: pg.Client): Promise<void> {
  const { rows } = await database.query(
    'select name from knex_migrations order by name',
  );
  assert.deepEqual(
    rows.map(({ name }) => name),
    (await readdir(MIGRATIONS)).filter(name => name.endsWith('.js')).sort(),
  );
  const locks = await database.query(
    'select is_locked from knex_migrations_lock',
  );
  assert.deepEqual(locks.rows, [{ is_locked: 0 }]);
}

describe('fault 34: starts that meet, or are cut off', () => {
  it('migrates once where two instances start together', async () => {
    const database = await empty();
    await Promise.all([start(), start()]);
    await assertMigrated(database);
    await database.end();
  });

  it('begins anew where one was killed in the midst of it', async () => {
    const database = await empty();
    await database.query(SLOW);
    const watcher = await connect('postgres');
    const first = await ManagedProcess.start(
      portalProgram({ ...options(), port: await freePort() }),
    );
    await waitUntil(
      async () => {
        const { rows } = await watcher.query(
          `select pid from pg_stat_activity
           where datname = $1 and query ilike '%c360\\_%'`,
          [DATABASE],
        );
        return rows.length > 0;
      },
      { timeoutMs: 2 * MINUTE, everyMs: 5 },
    );
    await first.kill();
    await waitUntil(
      async () => {
        const { rows } = await watcher.query(
          'select pid from pg_stat_activity where datname = $1 and pid <> all($2)',
          [DATABASE, [await pidOf(database)]],
        );
        return rows.length === 0;
      },
      { timeoutMs: MINUTE },
    );
    const { rows } = await database.query(
      `select tablename from pg_tables where tablename like 'c360\\_%'`,
    );
    assert.deepEqual(rows, [], 'half of a migration is left');
    await database.query('drop event trigger slow');
    await Promise.all([start(), start()]);
    await assertMigrated(database);
    await watcher.end();
    await database.end();
  });
});
