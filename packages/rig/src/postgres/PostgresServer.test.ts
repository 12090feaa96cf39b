import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { describeWith } from '../testing/describeWith.ts';
import { childrenOf, stateOf } from '../process/processTable.ts';
import { PostgresServer } from './PostgresServer.ts';

/** What these tests use of `pg`, which this package does not depend on. */
interface Client {
  connect(): Promise<void>;
  query(sql: string): Promise<{ rows: Record<string, unknown>[] }>;
  end(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): void;
}
const { Client: PgClient } = jest.requireActual<{
  Client: new (url: string) => Client;
}>('pg');

describeWith(PostgresServer, 'postgres', 'PostgresServer', () => {
  let postgres: PostgresServer;
  const clients: Client[] = [];

  async function connected(server = postgres): Promise<Client> {
    const client = new PgClient(server.url());
    client.on('error', () => {});
    clients.push(client);
    await client.connect();
    return client;
  }

  async function ask(sql: string, server = postgres): Promise<unknown> {
    const client = await connected(server);
    const { rows } = await client.query(sql);
    await client.end();
    return rows.map(row => Object.values(row)[0])[0];
  }

  beforeAll(async () => {
    postgres = await PostgresServer.start({ maxConnections: 20 });
  });

  afterEach(() => {
    clients.splice(0).forEach(client => client.end().catch(() => {}));
  });

  afterAll(async () => {
    await postgres.stop();
  });

  it('should be durable, small and on this machine alone', async () => {
    expect(await ask('SHOW fsync')).toBe('on');
    expect(await ask('SHOW max_connections')).toBe('20');
    expect(await ask('SHOW shared_buffers')).toBe('32MB');
    expect(await ask('SHOW listen_addresses')).toBe('127.0.0.1');
    expect(await ask('SHOW unix_socket_directories')).toBe('');
    expect(await ask('SHOW server_encoding')).toBe('UTF8');
    expect(postgres.url('other')).toBe(
      `postgres://postgres@127.0.0.1:${postgres.port}/other`,
    );
  });

  it('should answer nothing while it is frozen, on open and new connections', async () => {
    const open = await connected();
    const told: string[] = [];
    postgres.freeze();
    const asked = [
      open.query('SELECT 1').then(() => told.push('open')),
      ask('SELECT 1').then(() => told.push('new')),
    ];
    await delay(200);
    told.push('thawed');
    postgres.thaw();
    await Promise.all(asked);
    expect(told[0]).toBe('thawed');
    expect(told).toHaveLength(3);
  });

  it('should keep what was committed when it is killed, in the midst of a transaction', async () => {
    await ask('CREATE TABLE kept (n int)');
    await ask('INSERT INTO kept VALUES (1)');
    const open = await connected();
    await open.query('BEGIN');
    await open.query('INSERT INTO kept VALUES (2)');
    const cut = new Promise<Error>(done => {
      open.on('error', done);
    });
    const { pid } = postgres.process!;
    const children = childrenOf(pid);
    expect(children.length).toBeGreaterThan(3);

    await postgres.kill();
    expect(postgres.running).toBe(false);
    expect(children.filter(stateOf)).toEqual([]);
    await cut;
    await expect(connected()).rejects.toMatchObject({ code: 'ECONNREFUSED' });

    const { port } = postgres;
    await postgres.restart();
    expect(postgres.port).toBe(port);
    expect(await ask('SELECT sum(n)::int FROM kept')).toBe(1);
    expect(
      postgres.process!.lines.some(it => it.includes('was not properly shut')),
    ).toBe(true);
  });

  it('should be restarted in order with clients on it, even when it is frozen', async () => {
    await connected();
    await ask('CREATE TABLE restarted (n int)');
    postgres.freeze();
    await postgres.restart();
    expect(await ask('SELECT count(*)::int FROM restarted')).toBe(0);
    expect(
      postgres.process!.lines.some(it => it.includes('was not properly shut')),
    ).toBe(false);
  });

  it.each(['running', 'frozen', 'killed'])(
    'should leave nothing behind when it is stopped %s',
    async how => {
      const other = await PostgresServer.start({
        fsync: false,
        settings: { work_mem: '5MB' },
      });
      expect(await ask('SHOW fsync', other)).toBe('off');
      expect(await ask('SHOW work_mem', other)).toBe('5MB');
      const directory = String(await ask('SHOW data_directory', other));
      const { pid } = other.process!;
      const family = [pid, ...childrenOf(pid)];
      await connected(other);
      if (how === 'frozen') other.freeze();
      if (how === 'killed') await other.kill();
      expect(existsSync(directory)).toBe(true);

      await other.stop();
      expect(existsSync(directory)).toBe(false);
      expect(family.filter(stateOf)).toEqual([]);
    },
  );
});
