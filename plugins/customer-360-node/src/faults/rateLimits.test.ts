import {
  FaultBench,
  get,
  outcomeOf,
  PATIENCE_MS,
} from '../__testUtils__/FaultBench';
import { JSON_TYPE, type FaultHandler } from '../__testUtils__/FaultServer';
import { InMemoryCoordination } from '../__testUtils__/InMemoryCoordination';

const HOUR_MS = 3_600_000;

const limited =
  (retryAfter?: string): FaultHandler =>
  (_request, response) =>
    response
      .writeHead(429, {
        ...JSON_TYPE,
        ...(retryAfter !== undefined && { 'retry-after': retryAfter }),
      })
      .end('{"message":"vendor-secret"}');

const healthy: FaultHandler = (_request, response) =>
  response.writeHead(200, JSON_TYPE).end('{"ok":true}');

describe('a source that limits its callers', () => {
  const bench = new FaultBench();

  afterEach(async () => {
    jest.restoreAllMocks();
    await bench.close();
  });

  it.each<[string, () => string, number]>([
    ['seconds', () => '7', 7_000],
    ['an HTTP date', () => new Date(Date.now() + 60_000).toUTCString(), 60_000],
    ['more than a lifetime', () => '1000000000', HOUR_MS],
    [
      'a date in the next millennium',
      () => 'Sat, 01 Jan 3000 00:00:00 GMT',
      HOUR_MS,
    ],
  ])(
    'is not called before the date it gives in %s, by any instance',
    async (_name, retryAfter, holdMs) => {
      const began = Date.now();
      const { server, base } = await bench.server(limited(retryAfter()));
      const coordination = new InMemoryCoordination();
      const [told, other] = [1, 2].map(() =>
        bench.transport({ base, dependencies: { coordination } }),
      );
      const stranger = bench.transport({
        base,
        credentialScope: 'other credential',
        dependencies: { coordination },
      });
      expect(await outcomeOf(get(told, base))).toBe('rate_limited');
      const after = Date.now();

      server.handler = healthy;
      for (const transport of [told, other]) {
        expect(await outcomeOf(get(transport, base))).toBe('rate_limited');
        const until = transport.status().heldUntil!.getTime();
        // An HTTP date has whole seconds, and was made when the test began.
        expect(until).toBeGreaterThanOrEqual(began + holdMs - 1_000);
        expect(until).toBeLessThanOrEqual(after + holdMs);
      }
      expect(server.requests).toBe(1);
      expect(await outcomeOf(get(stranger, base))).toBe('ok');

      jest.spyOn(Date, 'now').mockReturnValue(after + holdMs + 1);
      expect(await outcomeOf(get(told, base))).toBe('ok');
      expect(await outcomeOf(get(other, base))).toBe('ok');
    },
  );

  it('is called no sooner than it said by a call that waits', async () => {
    const arrivals: number[] = [];
    const { base } = await bench.server((...given) => {
      arrivals.push(Date.now());
      (arrivals.length === 1 ? limited('1') : healthy)(...given);
    });
    expect(await outcomeOf(get(bench.transport({ base }), base))).toBe('ok');
    expect(arrivals).toHaveLength(2);
    // Less the resolution of timers.
    expect(arrivals[1] - arrivals[0]).toBeGreaterThanOrEqual(990);
  });

  it.each(['0', '-5', 'soon', '', 'NaN', '7; DROP TABLE', '9'.repeat(70)])(
    'gives nothing usable with "%s": a silence of our own, which doubles',
    async retryAfter => {
      const { server, base } = await bench.server(limited(retryAfter));
      const coordination = new InMemoryCoordination();
      const transport = bench.transport({
        base,
        options: { maxAttempts: 1 },
        dependencies: { coordination },
      });
      const holds: number[] = [];
      let now = Date.now();
      jest.spyOn(Date, 'now').mockImplementation(() => now);
      for (let refusal = 0; refusal < 8; refusal++) {
        expect(await outcomeOf(get(transport, base))).toBe('rate_limited');
        const until = transport.status().heldUntil!.getTime();
        holds.push(until - now);
        now = until + 1;
      }
      expect(holds).toEqual([
        500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
      ]);
      expect(server.requests).toBe(8);
      expect([...coordination.holds.values()]).toEqual([now - 1]);
    },
  );

  it(
    'sees few of 200 calls that come together, and nobody else pays for it',
    async () => {
      const { server, base } = await bench.server(limited());
      const transport = bench.transport({ base });
      const outcomes = await Promise.all(
        Array.from({ length: 200 }, () => outcomeOf(get(transport, base))),
      );
      expect(new Set(outcomes)).toEqual(new Set(['rate_limited']));
      // A bulkhead full, and a few more each time the silence is over.
      expect(server.requests).toBeLessThanOrEqual(40);
      expect(transport.status().breaker).toBe('closed');

      const { base: elsewhere } = await bench.server(healthy);
      for (const given of [
        { base: elsewhere, id: 'another' },
        { base: elsewhere, credentialScope: 'another' },
      ]) {
        expect(await outcomeOf(get(bench.transport(given), elsewhere))).toBe(
          'ok',
        );
      }
    },
    PATIENCE_MS,
  );
});
