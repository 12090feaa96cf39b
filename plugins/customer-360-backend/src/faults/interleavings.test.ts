import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { testRedisUrl } from '../__testUtils__/testRedis';
import { migrationsDirectory } from '../installation/applyMigrations';
import { brokenParts } from './__testUtils__/brokenParts';
import { checkStories } from './__testUtils__/checkStories';
import { FakeSharedReadings } from './__testUtils__/FakeSharedReadings';
import type { ModelStore } from './__testUtils__/ModelStore';
import { RedisStore, WatchedConnection } from './__testUtils__/RedisStore';

// What runs in other threads or by timers of node itself runs at once or by the
// model's time: a story is the same each time it is told.
jest.mock('node:zlib', () => {
  const zlib = jest.requireActual('node:zlib');
  return {
    ...zlib,
    gzip: (
      data: Buffer,
      options: object,
      done: (error: null, zipped: Buffer) => void,
    ) => done(null, zlib.gzipSync(data, options)),
  };
});
// Instances are started by the thousand, and each would make room for more than
// a story ever has.
jest.mock('lru-cache', () => {
  const { LRUCache } = jest.requireActual('lru-cache');
  return {
    LRUCache: class extends LRUCache {
      constructor({ max, ...options }: { max?: number }) {
        super({ ...options, ...(max && { max: Math.min(max, 100) }) });
      }
    },
  };
});
jest.mock('node:timers/promises', () => ({
  setTimeout: (ms: number) =>
    new Promise<void>(resolve => {
      setTimeout(resolve, ms);
    }),
}));

jest.setTimeout(120_000);

const SEED = 20_260_910;
const RUNS = Number(process.env.C360_PROPERTY_RUNS ?? 300);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
let knex: Knex;
let connection: WatchedConnection | undefined;

beforeAll(async () => {
  knex = await databases.init('SQLITE_3');
  await knex.migrate.latest({ directory: migrationsDirectory });
  // Each story begins with an empty ledger.
  await knex.raw('drop trigger c360_ledger_delete');
  if (testRedisUrl) {
    connection = new WatchedConnection({
      url: testRedisUrl,
      logger: mockServices.logger.mock(),
    });
    await connection.connected();
  }
});
afterAll(() => connection?.close());

beforeEach(() => {
  jest.useFakeTimers({
    doNotFake: [
      'clearImmediate',
      'hrtime',
      'nextTick',
      'queueMicrotask',
      'setImmediate',
    ],
  });
});
afterEach(() => {
  jest.useRealTimers();
});

const openFake = () => new FakeSharedReadings({ now: () => Date.now() });

const stores: Array<[string, () => ModelStore, number]> = [
  ['a fake shared cache', openFake, RUNS],
  ...(testRedisUrl
    ? [
        [
          'REDIS',
          () => new RedisStore({ connection: connection! }),
          Math.ceil(RUNS / 10),
        ] satisfies [string, () => ModelStore, number],
      ]
    : []),
];

describe.each(stores)('stories (%s)', (_store, openStore, numRuns) => {
  it('hold what is promised, whatever happens in them', async () => {
    const { report, counts, runs } = await checkStories({
      knex,
      openStore,
      numRuns,
      seed: SEED,
    });
    // The whole story, with its seed and path.
    expect(report).toBeUndefined();
    expect(runs).toBe(numRuns);
    // That it is about anything: readings new, old and refused were shown. Few
    // stories do not come to all of it.
    const seen =
      numRuns >= 300
        ? ['ok', 'stale', 'unavailable', 'denied', 'fills']
        : ['ok', 'fills'];
    for (const state of seen) {
      expect(counts.get(state)).toBeGreaterThan(numRuns / 10);
    }
  });
});

describe('the model notices that', () => {
  it.each([
    ['generations are always 0', 'I1'],
    ['a page is given again whatever has changed', 'I1'],
    ['the cache keeps what came last, not what is newest', 'I2'],
    ['everybody has the turn', 'I4'],
    ['a turn is not kept while the read goes on', 'I4'],
    ['the shared cache keeps what came last, not what is newest', 'I4'],
    ['a row that cannot be written is passed over', 'I5'],
  ] as const)('%s', async (broken, invariant) => {
    const { failure } = await checkStories({
      knex,
      openStore: openFake,
      numRuns: 1_000,
      seed: SEED,
      parts: brokenParts[broken],
      watched: [invariant],
      shrink: false,
    });
    expect(failure).toMatch(`${invariant} does not hold`);
  });
});
