import { InMemoryCoordination } from '../__testUtils__/InMemoryCoordination';
import type { SourceTransportOptions } from '../source/CustomerSource';
import { SourceError } from '../source/SourceError';
import { AttemptFailure } from './AttemptFailure';
import type { SourceCoordination } from './SourceCoordination';
import { SourceGuard } from './SourceGuard';
import { resolveTransportLimits } from './TransportLimits';

const HOUR_MS = 3_600_000;

describe('SourceGuard with other instances', () => {
  let now: number;

  beforeEach(() => {
    now = Date.now();
    jest.useFakeTimers({ now, doNotFake: ['performance', 'queueMicrotask'] });
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  function createGuard(
    coordination: SourceCoordination,
    limits: SourceTransportOptions = {},
    credentialScope = 'scope',
  ) {
    return new SourceGuard({
      source: 'test',
      credentialScope,
      limits: resolveTransportLimits({ maxAttempts: 1, ...limits }),
      coordination,
      random: () => 0,
    });
  }

  const begin = (guard: SourceGuard, fn: () => Promise<unknown>) =>
    guard
      .run(
        {
          operation: 'test',
          signal: new AbortController().signal,
          repeatable: true,
        },
        fn,
      )
      .catch((error: SourceError) => error.reason);

  async function outcome(guard: SourceGuard, fn: () => Promise<unknown>) {
    const result = begin(guard, fn);
    await jest.advanceTimersByTimeAsync(200);
    return result;
  }

  const limited = (retryAt?: Date) => async () => {
    throw new AttemptFailure('rate_limited', { retryAt });
  };
  const answer = async () => 'in';

  it('is quiet when another one was told to, and only for that credential', async () => {
    const shared = new InMemoryCoordination();
    const told = createGuard(shared);
    const other = createGuard(shared);
    await outcome(told, limited(new Date(now + 7_000)));
    const work = jest.fn(answer);
    expect(await outcome(other, work)).toBe('rate_limited');
    expect(work).not.toHaveBeenCalled();
    expect(other.heldUntil()).toEqual(new Date(now + 7_000));
    expect(await outcome(createGuard(shared, {}, 'else'), work)).toBe('in');
    await jest.advanceTimersByTimeAsync(7_000);
    expect(await outcome(other, work)).toBe('in');
  });

  it('tells of a silence of its own too', async () => {
    const shared = new InMemoryCoordination();
    await outcome(createGuard(shared), limited());
    expect([...shared.holds]).toEqual([['test/scope', now + 500]]);
  });

  it('takes a date that is over for none', async () => {
    const shared = new InMemoryCoordination();
    await outcome(createGuard(shared), limited(new Date(now - 1)));
    expect([...shared.holds.values()]).toEqual([now + 500]);
  });

  it('neither tells nor takes a silence of more than an hour', async () => {
    const shared = new InMemoryCoordination();
    await outcome(createGuard(shared), limited(new Date(now + 1e15)));
    expect([...shared.holds.values()]).toEqual([now + HOUR_MS]);

    shared.holds.set('test/scope', 1e300);
    const other = createGuard(shared);
    expect(await outcome(other, answer)).toBe('rate_limited');
    expect(other.heldUntil()!.getTime()).toBeLessThanOrEqual(
      Date.now() + HOUR_MS,
    );
  });

  it('tells a call that waited in the queue of a silence that began meanwhile', async () => {
    const shared = new InMemoryCoordination();
    const guard = createGuard(shared, { maxConcurrent: 1 });
    let finish: () => void = () => undefined;
    const first = outcome(
      guard,
      () =>
        new Promise<void>(resolve => {
          finish = resolve;
        }),
    );
    const work = jest.fn(answer);
    const second = outcome(guard, work);
    await shared.hold(
      { source: 'test', credentialScope: 'scope' },
      now + 60_000,
    );
    finish();
    await first;
    expect(await second).toBe('rate_limited');
    expect(work).not.toHaveBeenCalled();
  });

  it.each<[string, () => Promise<never>]>([
    ['hangs', () => new Promise(() => undefined)],
    ['rejects', async () => Promise.reject(new Error('no store'))],
    [
      'throws',
      () => {
        throw new Error('no store');
      },
    ],
    ['answers nonsense', async () => NaN as never],
  ])('calls all the same when the store %s', async (_name, trouble) => {
    const guard = createGuard(
      {
        heldUntil: trouble,
        hold: trouble,
        reserve: trouble,
        instances: () => NaN,
      },
      { requestsPerSecond: 100 },
    );
    const work = jest.fn(answer);
    // 200 ms of the false clock: two questions of at most 100 ms each.
    expect(await outcome(guard, work)).toBe('in');
    await outcome(guard, limited(new Date(now + 9_000)));
    expect(await outcome(guard, work)).toBe('rate_limited');
  });

  it('shares one rate, whoever needs how much of it', async () => {
    const shared = new InMemoryCoordination();
    const [busy, idle] = [1, 2].map(() =>
      createGuard(shared, { requestsPerSecond: 10, maxConcurrent: 100 }),
    );
    const begun = { busy: 0, idle: 0 };
    const calls = Array.from({ length: 20 }, () =>
      begin(busy, async () => {
        begun.busy += 1;
      }),
    );
    await jest.advanceTimersByTimeAsync(0);
    calls.push(
      begin(idle, async () => {
        begun.idle += 1;
      }),
    );
    await jest.advanceTimersByTimeAsync(900);
    expect(begun).toEqual({ busy: 19, idle: 0 });
    await jest.advanceTimersByTimeAsync(300);
    expect(begun).toEqual({ busy: 20, idle: 1 });
    await Promise.all(calls);
  });

  it('keeps to its share of the rate while nobody coordinates', async () => {
    const shared = new InMemoryCoordination();
    shared.reserve = async () => undefined;
    const guard = createGuard(shared, {
      requestsPerSecond: 10,
      maxConcurrent: 100,
    });
    let begun = 0;
    const calls = Array.from({ length: 20 }, () =>
      begin(guard, async () => {
        begun += 1;
      }),
    );
    await jest.advanceTimersByTimeAsync(0);
    expect(begun).toBe(5);
    await jest.advanceTimersByTimeAsync(4_000);
    await Promise.all(calls);
  });
});
