import { once } from 'node:events';
import { z } from 'zod';
import type { SourceTransportOptions } from '../source/CustomerSource';
import type { SourceError } from '../source/SourceError';
import { VendorServer, type VendorAnswer } from '../testing/VendorServer';
import { AttemptFailure } from './AttemptFailure';
import { CallSlots } from './CallSlots';
import type { SourceBreakerChange } from './SourceMetrics';
import {
  SourceTransport,
  type SourceTransportDependencies,
} from './SourceTransport';

describe('SourceTransport', () => {
  const transports: SourceTransport[] = [];

  afterEach(async () => {
    await Promise.all(transports.splice(0).map(one => one.close()));
  });

  function createTransport(
    dependencies: SourceTransportDependencies = {},
    transport: SourceTransportOptions = {},
    id = 'test',
    origins: string[] = [],
  ) {
    const made = new SourceTransport(
      { id, credentialScope: 'scope', origins, transport },
      dependencies,
    );
    transports.push(made);
    return made;
  }

  const createContext = (
    transport: SourceTransport,
    signal = AbortSignal.timeout(10_000),
  ) => transport.context({ signal, now: () => new Date() });

  it('shares a read within a view, its failure too, and nothing between views', async () => {
    const transport = createTransport();
    const context = createContext(transport);
    const read = jest.fn(async () => 1);
    expect(
      await Promise.all([context.once('a', read), context.once('a', read)]),
    ).toEqual([1, 1]);
    expect(read).toHaveBeenCalledTimes(1);

    const fail = jest.fn(async () => {
      throw new Error('no');
    });
    await expect(context.once('b', fail)).rejects.toThrow('no');
    await expect(context.once('b', fail)).rejects.toThrow('no');
    expect(fail).toHaveBeenCalledTimes(1);

    await createContext(transport).once('a', read);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('gives other transports the deadline', async () => {
    const abort = new AbortController();
    const context = createContext(createTransport(), abort.signal);
    const work = context.call('query', () => new Promise(() => undefined));
    abort.abort();
    await expect(work).rejects.toMatchObject({ reason: 'timeout' });
  });

  it.each([
    [{ origins: ['ftp://example.com'] }, 'no http or https origin'],
    [{ transport: { maxAttempts: 0 } }, 'transport.maxAttempts'],
  ])('refuses %j', (source, message) => {
    expect(
      () =>
        new SourceTransport({
          id: 'test',
          credentialScope: 'scope',
          ...source,
        }),
    ).toThrow(message);
  });

  it('leaves other sources their slots while one hangs', async () => {
    const overall = new CallSlots({ slots: 4 });
    const limits = { maxConcurrent: 100, totalTimeoutMs: 60_000 };
    const hanging = createTransport({ overall }, limits, 'hanging');
    const ends = new AbortController();
    const hung = Array.from({ length: 20 }, () =>
      createContext(hanging, ends.signal)
        .call('hang', signal => once(signal, 'abort'))
        .catch((error: SourceError) => error.reason),
    );
    const other = createContext(createTransport({ overall }, limits, 'other'));
    expect(
      await Promise.all(
        Array.from({ length: 20 }, (_, i) => other.call('read', async () => i)),
      ),
    ).toHaveLength(20);
    expect(overall.taken).toBe(3);
    ends.abort();
    await Promise.all(hung);
    await new Promise(setImmediate);
    expect([overall.taken, overall.waiting]).toEqual([0, 0]);
  });

  it('keeps the slot of work that goes on after its deadline', async () => {
    const overall = new CallSlots({ slots: 2 });
    const abort = new AbortController();
    let finish: () => void = () => undefined;
    const work = createContext(createTransport({ overall }), abort.signal).call(
      'query',
      async () => {
        abort.abort();
        await new Promise<void>(resolve => {
          finish = resolve;
        });
      },
    );
    await expect(work).rejects.toMatchObject({ reason: 'timeout' });
    await new Promise(setImmediate);
    expect(overall.taken).toBe(1);
    finish();
    await new Promise(setImmediate);
    expect(overall.taken).toBe(0);
  });

  it('shows each attempt in the trace, with nothing of its content', async () => {
    const spans: unknown[] = [];
    const context = createContext(
      createTransport({
        random: () => 0,
        tracer: {
          async span(name, attributes, fn) {
            try {
              return await fn();
            } catch (error) {
              spans.push([name, attributes, (error as Error).message]);
              throw error;
            }
          },
        },
      }),
    );
    await expect(
      context.call('query', async () => {
        throw new Error('password=hush');
      }),
    ).rejects.toMatchObject({ reason: 'upstream' });
    expect(spans).toEqual([
      [
        'customer360.source.request',
        { source: 'test', operation: 'query', attempt: 1 },
        'upstream',
      ],
    ]);
  });

  it('tells of its breaker, its silence and what is left of the quota', async () => {
    const changes: SourceBreakerChange[] = [];
    let answer: VendorAnswer = {
      headers: { 'ratelimit-remaining': '41', 'ratelimit-limit': '100' },
    };
    const vendor = new VendorServer(() => answer);
    const base = await vendor.start();
    const transport = createTransport(
      {
        metrics: {
          onAttempt: () => undefined,
          onBreaker: change => changes.push(change),
        },
      },
      {},
      'test',
      [base],
    );
    expect(transport.status()).toEqual({
      breaker: 'closed',
      load: { running: 0, slots: 8, waiting: 0 },
    });
    const context = createContext(transport);
    const get = () =>
      context.http.json({
        url: base,
        schema: z.unknown(),
        operation: 'get',
      });
    await get();
    expect(transport.status().quota).toMatchObject({
      remaining: 41,
      limit: 100,
    });

    let healthy = false;
    const call = () =>
      context.call('query', async () => {
        if (!healthy) {
          throw new AttemptFailure('upstream', { unhealthy: true });
        }
      });
    for (let i = 0; i < 10; i++) {
      await call().catch(() => undefined);
    }
    expect(transport.status().breaker).toBe('open');
    healthy = true;
    const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 6_000);
    const probe = context.call('query', async () => {
      expect(transport.status().breaker).toBe('half_open');
    });
    await probe;
    clock.mockRestore();
    expect(changes).toEqual(
      ['open', 'half_open', 'closed'].map(state => ({ source: 'test', state })),
    );

    answer = {
      status: 429,
      headers: { 'retry-after': '60', 'ratelimit-remaining': '0' },
    };
    await expect(get()).rejects.toMatchObject({
      reason: 'rate_limited',
    });
    expect(transport.status()).toMatchObject({
      breaker: 'closed',
      heldUntil: expect.any(Date),
      quota: { remaining: 0 },
    });
    await vendor.stop();
  });
});
