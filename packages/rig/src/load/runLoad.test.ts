import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../freePort.ts';
import { LoadedServer } from '../testing/LoadedServer.ts';
import type { LoadResponse } from './LoadOptions.ts';
import { runLoad } from './runLoad.ts';

let server: LoadedServer;
let base: string;

beforeAll(async () => {
  server = await LoadedServer.start();
  base = server.url;
});

beforeEach(() => {
  server.forget();
});

afterAll(async () => {
  await server.close();
});

function* times(count: number, path: string) {
  for (let n = 0; n < count; n += 1) {
    yield { path, headers: { 'x-n': String(n) } };
  }
}

describe('runLoad', () => {
  it('should send each request once over so many connections, and add up', async () => {
    const requests = times(1000, '/a');
    const result = await runLoad({ requests, base, concurrency: 8 });
    expect(result).toMatchObject({
      count: 1000,
      failed: 0,
      byError: {},
      byStatus: { 200: 1000 },
      bytes: 10_000,
    });
    expect(server.connections).toBe(8);
    expect(server.mostInFlight).toBeLessThanOrEqual(8);
    expect(new Set(server.seen).size).toBe(1000);
    const { p50, p95, p99, max, seconds } = result;
    expect(p50).toBeGreaterThan(0);
    expect([p50, p95, p99, max]).toEqual(
      [p50, p95, p99, max].sort((one, other) => one - other),
    );
    expect(seconds * 1000).toBeGreaterThanOrEqual(max);
  });

  it('should count statuses, and as failed only what has no whole answer', async () => {
    const requests = [
      { path: '/a' },
      { path: '/a?status=500' },
      { path: '/a?status=404', method: 'POST', body: 'x' },
      { path: '/reset' },
      { path: '/broken' },
      { path: '/hang' },
      { path: '/a' },
    ];
    const result = await runLoad({
      requests,
      base,
      concurrency: 2,
      timeoutMs: 500,
    });
    expect(result).toMatchObject({
      count: 7,
      failed: 3,
      byStatus: { 200: 2, 404: 1, 500: 1 },
      byError: { ECONNRESET: 2, TIMEOUT: 1 },
    });
    expect(server.seen).toContain('POST /a undefined');
  });

  it('should say why nothing was answered', async () => {
    const result = await runLoad({
      requests: times(3, '/a'),
      base: `http://127.0.0.1:${await freePort()}`,
      concurrency: 2,
    });
    expect(result).toMatchObject({
      count: 3,
      failed: 3,
      byError: { ECONNREFUSED: 3 },
      max: 0,
    });
  });

  it('should give each answer to whom it is of interest', async () => {
    const responses: LoadResponse[] = [];
    await runLoad({
      requests: times(3, '/a?status=201'),
      base,
      concurrency: 1,
      onResponse: it => responses.push(it),
    });
    expect(responses.map(it => it.request.headers?.['x-n'])).toEqual([
      '0',
      '1',
      '2',
    ]);
    expect(responses[0]).toMatchObject({ status: 201, ms: expect.any(Number) });
    expect(responses[0].body.toString()).toBe('0123456789');
    expect(responses[0].headers['content-length']).toBe('10');
  });

  it.each([undefined, 1000])(
    'should fail when who is given an answer throws (%s per second)',
    async perSecond => {
      const load = runLoad({
        requests: times(Infinity, '/a'),
        base,
        concurrency: 2,
        perSecond,
        onResponse: ({ request }) => {
          if (request.headers?.['x-n'] === '5') {
            throw new Error('wrong answer');
          }
        },
      });
      await expect(load).rejects.toThrow('wrong answer');
      // Nobody goes on asking.
      await delay(50);
      const { length } = server.seen;
      await delay(100);
      expect(server.seen).toHaveLength(length);
    },
  );

  it('should wait for answers before it asks again when it is closed', async () => {
    const result = await runLoad({
      requests: times(6, '/a?ms=100'),
      base,
      concurrency: 2,
    });
    expect(result.seconds).toBeGreaterThanOrEqual(0.29);
    expect(result.p50).toBeGreaterThanOrEqual(99);
    expect(server.mostInFlight).toBe(2);
  });

  it('should not wait for answers when it is open, nor hide who waits for a connection', async () => {
    const spread = await runLoad({
      requests: times(40, '/a'),
      base,
      concurrency: 100,
      perSecond: 100,
    });
    // The last is due after 390 ms.
    expect(spread.seconds).toBeGreaterThanOrEqual(0.385);

    const crowded = await runLoad({
      requests: times(10, '/a?ms=100'),
      base,
      concurrency: 1,
      perSecond: 1000,
    });
    expect(crowded.count).toBe(10);
    expect(crowded.max).toBeGreaterThanOrEqual(900);
  });

  it('should count from when a request was due, also when it is sent late', async () => {
    function* busy() {
      yield { path: '/a' };
      const until = performance.now() + 200;
      while (performance.now() < until);
      yield { path: '/a' };
    }
    const load = { requests: busy(), base, concurrency: 2, perSecond: 1000 };
    expect((await runLoad(load)).p50).toBeGreaterThanOrEqual(198);
  });

  it('should take only what makes a load', async () => {
    const requests = times(1, '/a');
    await expect(
      runLoad({ requests, base: 'https://a.example', concurrency: 1 }),
    ).rejects.toThrow(RangeError);
    await expect(runLoad({ requests, base, concurrency: 0 })).rejects.toThrow(
      RangeError,
    );
    await expect(
      runLoad({ requests, base, concurrency: 1, perSecond: 0 }),
    ).rejects.toThrow(RangeError);
  });
});
