import { SourceError } from '../source/SourceError';
import { AttemptFailure } from './AttemptFailure';
import { SourceGuard } from './SourceGuard';
import type { SourceAttempt } from './SourceMetrics';
import { resolveTransportLimits } from './TransportLimits';

const ill = () =>
  new AttemptFailure('upstream', { retryable: true, unhealthy: true });
const limited = (retryAt?: Date) =>
  new AttemptFailure('rate_limited', { retryable: true, retryAt });

describe('SourceGuard', () => {
  let now: number;

  beforeEach(() => {
    now = Date.now();
    jest.useFakeTimers({ now, doNotFake: ['performance', 'queueMicrotask'] });
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  function createGuard(limits = {}, attempts: SourceAttempt[] = []) {
    return new SourceGuard({
      source: 'test',
      credentialScope: 'scope',
      limits: resolveTransportLimits(limits),
      metrics: { onAttempt: attempt => attempts.push(attempt) },
      random: () => 0,
    });
  }

  const call = (
    repeatable: boolean,
    signal: AbortSignal = new AbortController().signal,
  ) => ({ operation: 'test', signal, repeatable });

  async function settle<T>(work: Promise<T>): Promise<T | SourceError> {
    const result = work.catch((error: SourceError) => error);
    await jest.advanceTimersByTimeAsync(5_000);
    return result;
  }

  const reasonOf = async (work: Promise<unknown>) => {
    const result = await settle(work);
    return result instanceof SourceError ? result.reason : 'ok';
  };

  it('keeps the load of a failing source near one attempt per call', async () => {
    // The breaker stays out of it: every fifth call succeeds.
    const guard = createGuard();
    const calls = 300;
    let attempts = 0;
    const attempt = (succeeds: boolean) => async () => {
      attempts += 1;
      if (!succeeds) {
        throw ill();
      }
    };
    for (let index = 0; index < calls; index++) {
      await reasonOf(guard.run(call(true), attempt(index % 5 === 0)));
    }
    expect(attempts / calls).toBeLessThanOrEqual(1.2);
  });

  it('opens after failures in a row, probes once, and closes', async () => {
    const guard = createGuard({ maxAttempts: 1 });
    let healthy = false;
    let attempts = 0;
    const work = async () => {
      attempts += 1;
      if (!healthy) {
        throw ill();
      }
    };
    for (let i = 0; i < 10; i++) {
      await guard.run(call(true), work).catch(() => undefined);
    }
    expect(attempts).toBe(10);
    await expect(guard.run(call(true), work)).rejects.toThrow('upstream');
    expect(attempts).toBe(10);

    healthy = true;
    await jest.advanceTimersByTimeAsync(6_000);
    let answer: () => void = () => undefined;
    const probe = guard.run(call(true), async () => {
      attempts += 1;
      await new Promise<void>(resolve => {
        answer = resolve;
      });
    });
    await jest.advanceTimersByTimeAsync(1);
    // While the probe is under way nobody else goes, and nobody waits for it.
    await expect(guard.run(call(true), work)).rejects.toThrow('upstream');
    expect(attempts).toBe(11);
    answer();
    await probe;
    await guard.run(call(true), work);
    expect(attempts).toBe(12);
  });

  it.each(['rate_limited', 'auth', 'schema', 'not_found'] as const)(
    'never opens for %s',
    async reason => {
      const guard = createGuard({ maxAttempts: 1 });
      for (let i = 0; i < 30; i++) {
        await reasonOf(
          guard.run(call(true), async () => {
            throw new AttemptFailure(reason);
          }),
        );
        await jest.advanceTimersByTimeAsync(40_000);
      }
      expect(await reasonOf(guard.run(call(true), async () => 1))).toBe('ok');
    },
  );

  it('does not take its own late start for the source’s illness', async () => {
    const guard = createGuard({ maxAttempts: 1, maxConcurrent: 100 });
    for (let i = 0; i < 30; i++) {
      const abort = new AbortController();
      const work = guard.run(
        call(true, abort.signal),
        () => new Promise(() => undefined),
      );
      // The rejection is looked at below, after the attempt has begun.
      work.catch(() => undefined);
      await jest.advanceTimersByTimeAsync(1);
      abort.abort();
      await expect(work).rejects.toThrow('timeout');
    }
    expect(await reasonOf(guard.run(call(true), async () => 1))).toBe('ok');
  });

  it('lets no more in than there are places, and keeps the place of work that goes on', async () => {
    const guard = createGuard({ maxConcurrent: 2, totalTimeoutMs: 1_000 });
    let running = 0;
    let most = 0;
    const finish: Array<() => void> = [];
    const calls = Array.from({ length: 5 }, () =>
      guard
        .run(call(false), async () => {
          running += 1;
          most = Math.max(most, running);
          await new Promise<void>(resolve => {
            finish.push(resolve);
          });
          running -= 1;
        })
        .catch((error: SourceError) => error.reason),
    );
    await jest.advanceTimersByTimeAsync(1);
    expect(running).toBe(2);
    finish.splice(0).forEach(end => end());
    await jest.advanceTimersByTimeAsync(1);
    expect(running).toBe(2);
    expect(most).toBe(2);
    finish.splice(0).forEach(end => end());
    await jest.advanceTimersByTimeAsync(1);
    finish.splice(0).forEach(end => end());
    expect(await Promise.all(calls)).toHaveLength(5);
  });

  it('says timeout when the queue is too long to be served', async () => {
    const guard = createGuard({ maxConcurrent: 1 });
    const abort = new AbortController();
    const waiting = Array.from({ length: 26 }, () =>
      guard
        .run(call(false, abort.signal), () => new Promise(() => undefined))
        .catch((error: SourceError) => error.reason),
    );
    await jest.advanceTimersByTimeAsync(1);
    await expect(guard.run(call(false), async () => 1)).rejects.toThrow(
      'timeout',
    );
    abort.abort();
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(['timeout']));
  });

  it('says what it waited for when the time is up', async () => {
    const guard = createGuard({ maxConcurrent: 1 });
    await reasonOf(
      guard.run(call(false), () =>
        Promise.reject(limited(new Date(now + 6_000))),
      ),
    );
    // 1 s is left, which is worth the wait, but not to this caller.
    const abort = new AbortController();
    const asked = jest.fn(async () => 1);
    const waiting = guard
      .run(call(false, abort.signal), asked)
      .catch((error: SourceError) => error);
    const queued = guard
      .run(call(false, abort.signal), asked)
      .catch((error: SourceError) => error);
    await jest.advanceTimersByTimeAsync(100);
    abort.abort();
    for (const told of await Promise.all([waiting, queued])) {
      expect(told).toMatchObject({
        reason: 'rate_limited',
        retryAt: new Date(now + 6_000),
      });
    }
    expect(asked).not.toHaveBeenCalled();
  });

  it.each([
    // Most of the wait, or the smaller part of it, was for the silence.
    [900, 'rate_limited'],
    [2_500, 'timeout'],
  ])(
    'says so too where the silence has just ended, given up after %i ms: %s',
    async (givenUpAfter, reason) => {
      const guard = createGuard({ maxConcurrent: 1 });
      const refused = guard.run(call(false), () =>
        Promise.reject(limited(new Date(now + 800))),
      );
      await expect(refused).rejects.toThrow('rate_limited');
      const abort = new AbortController();
      const hangs = jest.fn(() => new Promise<never>(() => {}));
      const first = guard.run(call(false, abort.signal), hangs);
      const queued = guard.run(call(false, abort.signal), hangs);
      const told = Promise.allSettled([first, queued]);
      await jest.advanceTimersByTimeAsync(givenUpAfter);
      expect(guard.heldUntil()).toBeUndefined();
      abort.abort();
      expect(await told).toMatchObject([
        // It was asked, and did not answer.
        { reason: { reason: 'timeout' } },
        { reason: { reason, retryAt: undefined } },
      ]);
      expect(hangs).toHaveBeenCalledTimes(1);
    },
  );

  it('is quiet for every caller until the vendor’s date, within an hour', async () => {
    const guard = createGuard();
    let attempts = 0;
    const refused = await settle(
      guard.run(call(true), async () => {
        attempts += 1;
        throw limited(new Date(now + 1e15));
      }),
    );
    expect(refused).toMatchObject({ reason: 'rate_limited' });
    expect((refused as SourceError).retryAt!.getTime()).toBe(now + 1e15);
    const work = async () => {
      attempts += 1;
    };
    expect(await reasonOf(guard.run(call(true), work))).toBe('rate_limited');
    expect(attempts).toBe(1);
    await jest.advanceTimersByTimeAsync(3_600_000);
    expect(await reasonOf(guard.run(call(true), work))).toBe('ok');
  });

  it('takes a burst of refusals for one', async () => {
    const guard = createGuard({ maxAttempts: 1 });
    await Promise.all(
      Array.from({ length: 8 }, () =>
        guard
          .run(call(true), async () => {
            throw limited();
          })
          .catch(() => undefined),
      ),
    );
    await jest.advanceTimersByTimeAsync(600);
    await expect(guard.run(call(true), async () => 'in')).resolves.toBe('in');
  });

  it('spaces calls to the configured rate after a burst', async () => {
    const guard = createGuard({ requestsPerSecond: 10, maxConcurrent: 100 });
    let begun = 0;
    const calls = Array.from({ length: 30 }, () =>
      guard.run(call(false), async () => {
        begun += 1;
      }),
    );
    await jest.advanceTimersByTimeAsync(0);
    expect(begun).toBe(10);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(begun).toBe(20);
    await jest.advanceTimersByTimeAsync(1_000);
    await Promise.all(calls);
  });

  it('turns anything thrown into a word, with nothing of it inside', async () => {
    const guard = createGuard();
    const error = await settle(
      guard.run(call(false), async () => {
        throw new Error('password=hush');
      }),
    );
    expect(SourceError.is(error)).toBe(true);
    expect(
      JSON.stringify(error, Object.getOwnPropertyNames(error)),
    ).not.toMatch(/hush/);
  });
});
