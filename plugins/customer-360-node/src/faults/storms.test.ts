import {
  FaultBench,
  get,
  outcomeOf,
  PATIENCE_MS,
} from '../__testUtils__/FaultBench';
import { JSON_TYPE, type FaultHandler } from '../__testUtils__/FaultServer';

const OPEN_MS = 5_000;

const healthy: FaultHandler = (_request, response) =>
  response.writeHead(200, JSON_TYPE).end('{"ok":true}');
const ill: FaultHandler = (_request, response) =>
  response.writeHead(500, JSON_TYPE).end('{"message":"vendor-secret"}');

/** Ill, but for every fifth request: too well for the breaker. */
function mostlyIll(): FaultHandler {
  let requests = 0;
  return (...given) => {
    requests += 1;
    (requests % 5 === 0 ? healthy : ill)(...given);
  };
}

describe('a source that fails', () => {
  const bench = new FaultBench();

  afterEach(async () => {
    jest.restoreAllMocks();
    await bench.close();
  });

  it(
    'is asked little more than once per call, while the breaker is closed',
    async () => {
      const { server, base } = await bench.server(mostlyIll());
      const transport = bench.transport({ base });
      const calls = 200;
      for (let call = 0; call < calls; call++) {
        await outcomeOf(get(transport, base));
        expect(transport.status().breaker).toBe('closed');
      }
      expect(server.requests).toBeGreaterThanOrEqual(calls);
      expect(server.requests / calls).toBeLessThanOrEqual(1.2);
    },
    PATIENCE_MS,
  );

  it(
    'is asked no more by two layers that share it than by one',
    async () => {
      const { server, base } = await bench.server(mostlyIll());
      const transport = bench.transport({ base });
      const calls = 200;
      // A sync in the background and views in front, each with its contexts.
      await Promise.all(
        ['sync', 'view'].map(async operation => {
          for (let call = 0; call < calls / 2; call++) {
            await outcomeOf(get(transport, base, { operation }));
          }
        }),
      );
      expect(server.requests / calls).toBeLessThanOrEqual(1.2);
    },
    PATIENCE_MS,
  );

  it('is left alone but for single probes, and back after the first good one', async () => {
    const { server, base } = await bench.server(ill);
    const transport = bench.transport({ base });
    let now = Date.now();
    jest.spyOn(Date, 'now').mockImplementation(() => now);
    const burst = async (calls: number) => {
      const outcomes = await Promise.all(
        Array.from({ length: calls }, () => outcomeOf(get(transport, base))),
      );
      return new Set(outcomes);
    };
    expect(await burst(150)).toEqual(new Set(['upstream']));
    expect(transport.status().breaker).toBe('open');
    // Ten failures opened it; seven more were under way then.
    expect(server.requests).toBeLessThanOrEqual(17);

    let asked = server.requests;
    expect(await burst(150)).toEqual(new Set(['upstream']));
    expect(server.requests).toBe(asked);

    // It opens for twice as long after each probe that fails, up to a minute.
    for (const openMs of [5_000, 10_000, 20_000, 40_000, 60_000]) {
      now += openMs - 1;
      await burst(20);
      expect(server.requests).toBe(asked);
      now += 1;
      await burst(20);
      asked += 1;
      expect(server.requests).toBe(asked);
    }

    server.handler = healthy;
    now += 60_000;
    // Whoever comes while the probe is under way is not kept waiting for it.
    expect(await burst(20)).toEqual(new Set(['ok', 'upstream']));
    expect(server.requests).toBe(asked + 1);
    expect(transport.status().breaker).toBe('closed');
    expect(await burst(20)).toEqual(new Set(['ok']));
  });

  it('is back at once when the next failure of its kind comes days later', async () => {
    const { server, base } = await bench.server(ill);
    const transport = bench.transport({ base, options: { maxAttempts: 1 } });
    let now = Date.now();
    jest.spyOn(Date, 'now').mockImplementation(() => now);
    for (let storm = 0; storm < 2; storm++) {
      server.handler = ill;
      for (let call = 0; call < 10; call++) {
        await outcomeOf(get(transport, base));
      }
      expect(transport.status().breaker).toBe('open');
      server.handler = healthy;
      now += OPEN_MS;
      expect(await outcomeOf(get(transport, base))).toBe('ok');
    }
  });
});
