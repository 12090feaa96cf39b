import { mockServices } from '@backstage/backend-test-utils';
import { randomUUID } from 'node:crypto';
import { packReading, type PackedReading } from '../facets/PackedReading';
import { testRedisUrl } from '../__testUtils__/testRedis';
import { CacheServiceSharedReadings } from './CacheServiceSharedReadings';
import type { SharedReadings } from './SharedReadings';
import { ValkeyConnection } from './ValkeyConnection';
import { ValkeySharedReadings } from './ValkeySharedReadings';

const NOW = Date.parse('2026-09-10T12:00:00Z');
const now = () => NOW;

function reading(
  generation: number,
  fetchedAt: number,
  data: unknown = { generation, fetchedAt },
): PackedReading {
  return packReading({
    data,
    version: `v${generation}-${fetchedAt}`,
    generation,
    asOf: '2026-09-10T11:00:00.000Z',
    missing: ['a part'],
    truncated: true,
    fetchedAt: NOW + fetchedAt,
    freshUntil: NOW + 60_000,
    usableUntil: NOW + 120_000,
  });
}

async function connected() {
  const connection = new ValkeyConnection({
    url: testRedisUrl!,
    logger: mockServices.logger.mock(),
  });
  await new Promise(resolve => connection.client.once('ready', resolve));
  return connection;
}

const stores: Array<
  [string, () => Promise<{ make: () => SharedReadings; end(): Promise<void> }>]
> = [
  [
    'PORTAL_CACHE',
    async () => {
      const entries = new Map<string, string>();
      const cache = mockServices.cache.mock({
        get: async key => entries.get(key) as never,
        set: async (key, value) => {
          entries.set(key, value as string);
        },
        delete: async key => {
          entries.delete(key);
        },
      });
      const installationId = randomUUID();
      return {
        make: () =>
          new CacheServiceSharedReadings({ cache, installationId, now }),
        end: async () => {},
      };
    },
  ],
];
if (testRedisUrl) {
  stores.push([
    'REDIS',
    async () => {
      const connection = await connected();
      const installationId = randomUUID();
      return {
        make: () =>
          new ValkeySharedReadings({ connection, installationId, now }),
        end: () => connection.close(),
      };
    },
  ]);
}

describe.each(stores)('shared readings (%s)', (_store, open) => {
  let store: Awaited<ReturnType<typeof open>>;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.end());

  it('gives another instance what one has landed, whole', async () => {
    const landed = reading(3, 0, { text: 'ä '.repeat(2_000) });
    await store.make().land({ key: 'k', generation: 3 }, 'token', landed);

    const [found, none] = await store.make().get(['k', 'other']);

    expect(found).toEqual(landed);
    expect(none).toBeUndefined();
  });

  it('never puts a lower generation over a higher one', async () => {
    const shared = store.make();
    await shared.land({ key: 'k', generation: 4 }, 'a', reading(4, 10));
    await shared.land({ key: 'k', generation: 3 }, 'b', reading(3, 20));

    expect((await shared.get(['k']))[0]).toMatchObject({ version: 'v4-10' });
    const [claim] = await shared.claim([{ key: 'k', generation: 4 }], 'c');
    expect(claim.reading).toMatchObject({ version: 'v4-10' });
  });

  it('drops what is known to be wrong', async () => {
    const shared = store.make();
    const slot = { key: 'k', generation: 1 };
    await shared.land(slot, 'a', reading(1, 0));
    await shared.claim([slot], 'b');
    await shared.fail(slot, 'b', {
      reason: 'not_found',
      forMs: 1_000,
      drop: true,
    });

    expect(await shared.get(['k'])).toEqual([undefined]);
  });
});

describe.each(testRedisUrl ? ['REDIS'] : [])('turns (%s)', () => {
  let connection: ValkeyConnection;
  let shared: ValkeySharedReadings;
  let installationId: string;
  const slots = ['a', 'b'].map(key => ({ key: `{u}:${key}`, generation: 1 }));
  const kinds = async (token: string, of = slots) =>
    (await shared.claim(of, token)).map(({ turn }) => turn.kind);

  beforeEach(async () => {
    connection = await connected();
    installationId = randomUUID();
    shared = new ValkeySharedReadings({ connection, installationId, now });
  });
  afterEach(() => connection.close());

  it('are taken by one', async () => {
    expect(await kinds('first')).toEqual(['ours', 'ours']);
    expect(await kinds('second')).toEqual(['theirs', 'theirs']);
  });

  it('are of one generation: after a change there are new ones', async () => {
    await kinds('first');
    const next = slots.map(slot => ({ ...slot, generation: 2 }));
    expect(await kinds('second', next)).toEqual(['ours', 'ours']);
  });

  it('end with the reading, which whoever comes next is given', async () => {
    await kinds('first');
    await shared.land(slots[0], 'first', reading(1, 0));

    const [landed, other] = await shared.claim(slots, 'second');

    expect(landed).toMatchObject({
      turn: { kind: 'ours' },
      reading: { version: 'v1-0' },
    });
    expect(other.turn.kind).toBe('theirs');
  });

  it('are given back, and by nobody else than who has them', async () => {
    await kinds('first');
    await shared.release(slots, 'second');
    expect(await kinds('second')).toEqual(['theirs', 'theirs']);
    await shared.release(slots, 'first');
    expect(await kinds('second')).toEqual(['ours', 'ours']);
  });

  it('say that somebody has just failed', async () => {
    await kinds('first');
    await shared.fail(slots[0], 'first', {
      reason: 'rate_limited',
      forMs: 60_000,
      drop: false,
    });

    const [failed] = await shared.claim(slots, 'second');

    expect(failed.turn).toEqual({ kind: 'failed', reason: 'rate_limited' });
  });

  it('end by themselves where nobody keeps them, and last where somebody does', async () => {
    await kinds('first');
    const turn = `c360:${installationId}:{u}:a:1:turn`;
    const left = () => connection.client.pttl(turn);
    expect(await left()).toBeGreaterThan(0);
    await connection.client.pexpire(turn, 100);
    await shared.keep(slots, 'second');
    expect(await left()).toBeLessThanOrEqual(100);
    await shared.keep(slots, 'first');
    expect(await left()).toBeGreaterThan(100);
  });
});

describe('a store that is not there', () => {
  it('knows nothing, gives everybody a turn, and makes nobody wait', async () => {
    const failures = jest.fn();
    const logger = mockServices.logger.mock();
    const connection = new ValkeyConnection({
      url: 'redis://:secret@127.0.0.1:1',
      logger,
    });
    const shared = new ValkeySharedReadings({
      connection,
      installationId: 'x',
      now,
      onFailure: failures,
    });
    const slot = { key: 'k', generation: 0 };

    expect(await shared.get(['k'])).toEqual([undefined]);
    expect(await shared.claim([slot], 'a')).toEqual([
      { turn: { kind: 'ours' } },
    ]);
    await shared.land(slot, 'a', reading(0, 0));
    await shared.fail(slot, 'a', {
      reason: 'timeout',
      forMs: 1,
      drop: true,
    });
    expect(shared.state()).toBe('down');
    // Once: then it is left alone for a moment.
    expect(failures).toHaveBeenCalledTimes(1);
    await connection.close();
    expect(JSON.stringify(logger.warn.mock.calls)).not.toContain('secret');
  });

  it('hangs: the answer is the other one after a moment', async () => {
    const cache = mockServices.cache.mock({
      get: () => new Promise(() => {}),
    });
    const shared = new CacheServiceSharedReadings({
      cache,
      installationId: 'x',
      now,
    });
    expect(await shared.get(['k'])).toEqual([undefined]);
    expect(await shared.get(['k'])).toEqual([undefined]);
    expect(cache.get).toHaveBeenCalledTimes(1);
    expect(shared.state()).toBe('down');

    // Nobody reads anything any more, and whoever asks how it is finds out.
    cache.get.mockResolvedValue(undefined);
    await new Promise(resolve => setTimeout(resolve, 300));
    expect(shared.state()).toBe('down');
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(shared.state()).toBe('ok');
  });
});
