import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import knexFactory, { type Knex } from 'knex';
import type { DatabaseOptions } from '../config/DatabaseOptions';
import { fillDemoProduct } from './demoProduct';

/** A database with the demo product in it. */
export interface DemoDatabase {
  /** How a role that may read the views connects. */
  readonly reader: Pick<DatabaseOptions, 'client' | 'connection'>;
  /** Who may do all, on a server. */
  readonly ownerCredentials: { user?: string; password?: string };
  /** Connected as the owner. */
  readonly owner: Knex;
  destroy(): Promise<void>;
}

const MYSQL = 'BACKSTAGE_TEST_DATABASE_MYSQL8_CONNECTION_STRING';
const POSTGRES = 'BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING';

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15', 'MYSQL_8'],
  disableDocker: true,
});

/** The databases that the tests run on: servers where the environment names them. */
export const demoDatabaseIds: TestDatabaseId[] = databases
  .eachSupportedId()
  .map(([id]) => id);

export function createDemoDatabase(id: TestDatabaseId): Promise<DemoDatabase> {
  switch (id) {
    case 'SQLITE_3':
      return createSqlite();
    case 'MYSQL_8':
      return createMysql();
    default:
      return createPostgres();
  }
}

async function createSqlite(): Promise<DemoDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'product-database-'));
  const filename = join(folder, 'product.sqlite');
  const owner = knexFactory({
    client: 'better-sqlite3',
    connection: { filename },
    useNullAsDefault: true,
  });
  await fillDemoProduct(owner);
  return {
    reader: { client: 'better-sqlite3', connection: { filename } },
    ownerCredentials: {},
    owner,
    destroy: async () => {
      await owner.destroy();
      rmSync(folder, { recursive: true });
    },
  };
}

async function createPostgres(): Promise<DemoDatabase> {
  const owner = await databases.init('POSTGRES_15');
  await fillDemoProduct(owner);
  const {
    rows: [{ database }],
  } = await owner.raw('select current_database() as database');
  const role = `reader_${database}`.slice(0, 60);
  await owner.raw(`create role ?? login password 'reader'`, [role]);
  await owner.raw(
    'grant select on v_accounts, v_users, v_daily, v_flags to ??',
    [role],
  );
  const server = new URL(process.env[POSTGRES] ?? '');
  return {
    reader: {
      client: 'pg',
      connection: {
        host: server.hostname,
        port: Number(server.port || 5432),
        user: role,
        password: 'reader',
        database,
      },
    },
    ownerCredentials: {
      user: decodeURIComponent(server.username),
      password: decodeURIComponent(server.password),
    },
    owner,
    destroy: async () => {
      await owner.raw('drop owned by ??', [role]);
      await owner.raw('drop role ??', [role]);
    },
  };
}

async function createMysql(): Promise<DemoDatabase> {
  const owner = await databases.init('MYSQL_8');
  await fillDemoProduct(owner);
  const [[{ name }]] = await owner.raw('select database() as name');
  const user = `reader_${name}`.slice(0, 30);
  await owner.raw(`create user ?@'%' identified by 'reader'`, [user]);
  for (const view of ['v_accounts', 'v_users', 'v_daily', 'v_flags']) {
    await owner.raw(`grant select on ?? to ?@'%'`, [view, user]);
  }
  const server = new URL(process.env[MYSQL] ?? '');
  return {
    reader: {
      client: 'mysql2',
      connection: {
        host: server.hostname,
        port: Number(server.port || 3306),
        user,
        password: 'reader',
        database: name,
      },
    },
    ownerCredentials: {},
    owner,
    destroy: async () => {
      await owner.raw(`drop user ?@'%'`, [user]);
    },
  };
}
