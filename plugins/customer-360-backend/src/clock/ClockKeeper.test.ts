import { TestDatabases } from '@backstage/backend-test-utils';
import { databaseTime } from '../sync/SyncTime';
import { ClockKeeper } from './ClockKeeper';
import { SharedClock } from './SharedClock';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });
const AHEAD_MS = 600_000;

describe.each(databases.eachSupportedId())('ClockKeeper (%s)', databaseId => {
  it.each([AHEAD_MS, -AHEAD_MS])(
    'sets a clock right that is %d milliseconds ahead, before it resolves',
    async ahead => {
      const knex = await databases.init(databaseId);
      const clock = new SharedClock({ local: () => Date.now() + ahead });
      const keeper = new ClockKeeper({ clock, time: () => databaseTime(knex) });
      await keeper.start();
      keeper.stop();
      expect(Math.abs(clock.now() - Date.now())).toBeLessThan(AHEAD_MS / 10);
    },
  );
});

describe('ClockKeeper', () => {
  afterEach(() => jest.useRealTimers());

  it('asks again from time to time, also after it got no answer', async () => {
    jest.useFakeTimers({ doNotFake: ['performance'] });
    let local = 0;
    let answer: () => Promise<number> = async () => 0;
    const clock = new SharedClock({ local: () => local });
    const keeper = new ClockKeeper({
      clock,
      time: () => answer(),
      everyMs: 1_000,
    });
    await keeper.start();
    // The host's clock is set back.
    local = -AHEAD_MS;
    answer = async () => {
      throw new Error('no answer');
    };
    await jest.advanceTimersByTimeAsync(1_000);
    expect(clock.now()).toBe(-AHEAD_MS);
    answer = async () => 5_000;
    await jest.advanceTimersByTimeAsync(1_000);
    expect(clock.now()).toBe(5_000);
    keeper.stop();
    local = AHEAD_MS;
    await jest.advanceTimersByTimeAsync(5_000);
    expect(clock.now()).toBe(5_000 + 2 * AHEAD_MS);
  });

  it('says so where the database does not answer at the start', async () => {
    const keeper = new ClockKeeper({
      clock: new SharedClock(),
      time: async () => {
        throw new Error('no answer');
      },
    });
    await expect(keeper.start()).rejects.toThrow('no answer');
  });
});
