import { setTimeout as delay } from 'node:timers/promises';
import { describeWith } from '../testing/describeWith.ts';
import { waitUntil } from '../waitUntil.ts';
import { RedisServer } from './RedisServer.ts';

describeWith(RedisServer, 'redis-server', 'RedisServer', () => {
  let redis: RedisServer;

  beforeAll(async () => {
    redis = await RedisServer.start();
  });

  beforeEach(async () => {
    await redis.flush();
  });

  afterAll(async () => {
    await redis.stop();
  });

  it('should listen on this machine alone and keep nothing on disk', async () => {
    expect(redis.url).toBe(`redis://127.0.0.1:${redis.port}`);
    for (const [name, value] of [
      ['bind', '127.0.0.1'],
      ['save', ''],
      ['appendonly', 'no'],
    ]) {
      expect(await redis.call('CONFIG', 'GET', name)).toEqual([name, value]);
    }
  });

  it('should answer commands with what they give', async () => {
    expect(await redis.call('SET', 'ä', 'ö\r\n')).toBe('OK');
    expect(await redis.call('GET', 'ä')).toBe('ö\r\n');
    expect(await redis.call('GET', 'none')).toBeNull();
    expect(await redis.call('INCR', 'n')).toBe(1);
    expect(await redis.call('MGET', 'n', 'none')).toEqual(['1', null]);
    await expect(redis.call('INCR', 'ä')).rejects.toMatchObject({
      code: 'ERR',
    });
    const large = 'x'.repeat(3_000_000);
    await redis.call('SET', 'large', large);
    expect(await redis.call('GET', 'large')).toBe(large);
  });

  it('should tell the fields of a section', async () => {
    await redis.call('SET', 'a', 1);
    const { db0 } = await redis.info('keyspace');
    expect(db0).toMatch(/^keys=1,/);
    expect((await redis.info('server')).tcp_port).toBe(String(redis.port));
  });

  it('should answer nothing while it is frozen, and all of it after', async () => {
    redis.freeze();
    const told: string[] = [];
    const asked = redis.call('PING').then(() => told.push('answered'));
    await delay(200);
    told.push('thawed');
    redis.thaw();
    await asked;
    expect(told).toEqual(['thawed', 'answered']);
  });

  it('should be gone when it is killed, and back on its port, empty', async () => {
    await redis.call('SET', 'a', 1);
    const { port } = redis;
    const { pid } = redis.process!;
    await redis.kill();
    expect(redis.running).toBe(false);
    await expect(redis.call('PING')).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
    await redis.restart();
    expect(redis.port).toBe(port);
    expect(redis.process!.pid).not.toBe(pid);
    expect(await redis.call('GET', 'a')).toBeNull();
  });

  it('should be restarted even when it is frozen', async () => {
    redis.freeze();
    await redis.restart();
    expect(await redis.call('PING')).toBe('PONG');
  });

  it('should refuse writes beyond its memory, and evict nothing', async () => {
    await redis.call('SET', 'a', 1);
    await redis.setMaxMemory(1);
    await expect(redis.call('SET', 'b', 1)).rejects.toMatchObject({
      code: 'OOM',
    });
    expect(await redis.call('GET', 'a')).toBe('1');
    await redis.setMaxMemory(0);
    expect(await redis.call('SET', 'b', 1)).toBe('OK');
  });

  it('should read and not write as a replica, until it is promoted', async () => {
    await redis.call('SET', 'a', 1);
    await redis.makeReadOnlyReplica();
    await expect(redis.call('SET', 'a', 2)).rejects.toMatchObject({
      code: 'READONLY',
    });
    expect(await redis.call('GET', 'a')).toBe('1');
    await redis.promote();
    expect(await redis.call('SET', 'a', 2)).toBe('OK');
  });

  it('should end when it is stopped, frozen or not', async () => {
    const other = await RedisServer.start({ args: ['--databases', '2'] });
    expect(await other.call('CONFIG', 'GET', 'databases')).toEqual([
      'databases',
      '2',
    ]);
    other.freeze();
    await other.stop();
    expect(other.running).toBe(false);
    await waitUntil(() =>
      other.call('PING').then(
        () => false,
        error => error.code === 'ECONNREFUSED',
      ),
    );
  });
});
