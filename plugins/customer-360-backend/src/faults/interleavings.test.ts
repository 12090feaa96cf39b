import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { migrationsDirectory } from '../installation/applyMigrations';
import { brokenParts } from './__testUtils__/brokenParts';
import { checkStories } from './__testUtils__/checkStories';
import { FakeSharedReadings } from './__testUtils__/FakeSharedReadings';

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

beforeAll(async () => {
  knex = await databases.init('SQLITE_3');
  await knex.migrate.latest({ directory: migrationsDirectory });
});

beforeEach(() => {
  jest.useFakeTimers({
    doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate', 'clearImmediate'],
  });
});
afterEach(() => {
  jest.useRealTimers();
});

const openStore = () => new FakeSharedReadings({ now: () => Date.now() });

describe('random interleavings of all that can happen', () => {
  it('keep all that is promised', async () => {
    const { report, counts, runs } = await checkStories({
      knex,
      openStore,
      numRuns: RUNS,
      seed: SEED,
    });
    // The whole story, with its seed and path.
    expect(report).toBeUndefined();
    expect(runs).toBe(RUNS);
    // That it is about anything: readings new, old and refused were shown.
    for (const state of ['ok', 'stale', 'unavailable', 'denied', 'fills']) {
      expect(counts.get(state)).toBeGreaterThan(RUNS / 10);
    }
  });
});

describe('the model notices that', () => {
  it.each([
    ['generations are always 0', ['I1']],
    ['the cache keeps what came last, not what is newest', ['I1', 'I2']],
    ['everybody has the turn', ['I4']],
    ['a turn is not kept while the read goes on', ['I4']],
    ['a row that cannot be written is passed over', ['I5']],
    ['a page is given again whatever has changed', ['I1']],
  ] as const)('%s', async (broken, watched) => {
    const { failure } = await checkStories({
      knex,
      openStore,
      numRuns: 3_000,
      seed: SEED,
      parts: brokenParts[broken],
      watched,
      shrink: false,
      kinds:
        watched.length > 1 ? ['read', 'write', 'time', 'store'] : undefined,
    });
    expect(failure).toMatch(new RegExp(`^(${watched.join('|')}) does not`));
  });
});
