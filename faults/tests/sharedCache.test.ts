import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { closedLoad, waitUntil, type LoadRequest, type Portal } from 'rig';
import { Ground } from '../lib/Ground.ts';
import { freshFor, rest } from '../lib/times.ts';
import { viewPath, Visitor } from '../lib/views.ts';

const CUSTOMERS = 30;
/** The least that a reading of a second lives. */
const LIFETIME_MS = 900;
const DISTURBED_MS = 3_000;
const LONG_LIVED = ['s2', 's3', 's4'];
const SHORT_LIVED = ['s0', 's1'];

let ground: Ground;
const portals: Portal[] = [];
const visitors: Visitor[] = [];

before(async () => {
  ground = await Ground.start({ fsync: false });
  for (const ingest of [true, false]) {
    const portal = await ground.portal({
      sources: 5,
      customers: CUSTOMERS,
      ingest,
      // So short that the shared cache is asked all the time.
      customer360: {
        facets: freshFor({ tickets: 1_000, subscriptions: 1_000 }),
      },
    });
    portals.push(portal);
    visitors.push(await Visitor.at(portal));
  }
  for (const visitor of visitors) {
    for (let at = 0; at < CUSTOMERS; at++) {
      await visitor.look(at);
    }
  }
});

afterEach(() => ground.assertWell());

after(() => ground?.end());

interface Disturbance {
  what: string;
  begin(): Promise<void> | void;
  end(): Promise<void> | void;
  /** True where nothing of it can be read or written. */
  down: boolean;
}

const DISTURBANCES: Disturbance[] = [
  {
    what: 'killed',
    begin: () => ground.redis.kill(),
    end: () => ground.redis.restart(),
    down: true,
  },
  {
    what: 'frozen',
    begin: () => ground.redis.freeze(),
    end: () => ground.redis.thaw(),
    down: true,
  },
  {
    what: 'flushed again and again',
    begin: async () => {
      for (let at = 0; at < 10; at++) {
        await ground.redis.flush();
        await rest(DISTURBED_MS / 20);
      }
    },
    end: () => {},
    down: false,
  },
  {
    what: 'out of memory',
    begin: () => ground.redis.setMaxMemory(1),
    end: () => ground.redis.setMaxMemory(0),
    down: false,
  },
  {
    what: 'a replica that takes no writes',
    begin: () => ground.redis.makeReadOnlyReplica(),
    end: () => ground.redis.promote(),
    down: false,
  },
  {
    what: 'restarted',
    begin: () => ground.redis.restart(),
    end: () => {},
    down: false,
  },
];

for (const { begin, down, end, what } of DISTURBANCES) {
  describe(`fault 15: Redis is ${what} under load`, () => {
    const from = { calls: 0 };
    const result = { seconds: 0, said: new Set<string>(), back: false };

    it('fails no request', async () => {
      from.calls = ground.vendor.calls.length;
      const startedAt = performance.now();
      let running = true;
      const bodies = { bad: 0 };
      const loads = portals.map((portal, at) =>
        closedLoad({
          base: portal.url,
          concurrency: 3,
          requests: endless(visitors[at], () => running),
          onResponse: ({ body }) => {
            if (/"state":"unavailable"/.test(body.toString())) {
              bodies.bad += 1;
            }
          },
        }),
      );
      await rest(1_000);
      const until = performance.now() + DISTURBED_MS;
      await begin();
      while (performance.now() < until) {
        for (const visitor of visitors) {
          const { sharedCache, status } = await visitor.health();
          result.said.add(`${sharedCache}, ${status}`);
        }
        await rest(50);
      }
      await end();
      const back = visitors.map(visitor =>
        waitUntil(async () => (await visitor.health()).sharedCache === 'ok'),
      );
      result.back = await Promise.all(back).then(
        () => true,
        () => false,
      );
      await rest(1_500);
      running = false;
      for (const { byError, byStatus, count, failed } of await Promise.all(
        loads,
      )) {
        assert.ok(count > 100, `${count} requests`);
        assert.equal(failed, 0, JSON.stringify(byError));
        assert.deepEqual(byStatus, { 200: count });
      }
      assert.equal(bodies.bad, 0, 'pages with something unavailable');
      result.seconds = (performance.now() - startedAt) / 1_000;
    });

    it('says how the shared cache is, and when it is back', () => {
      if (down) {
        assert.ok(
          result.said.has('down, degraded'),
          [...result.said].join('; '),
        );
      }
      assert.ok(result.back, 'it stays down');
    });

    it('sends no storm to the sources', () => {
      for (const source of LONG_LIVED) {
        assert.equal(
          ground.vendor.callsOf(source, from.calls).length,
          0,
          `${source} is known for hours`,
        );
      }
      const lifetimes = Math.ceil((result.seconds * 1_000) / LIFETIME_MS) + 1;
      for (const source of SHORT_LIVED) {
        const calls = ground.vendor.callsOf(source, from.calls).length;
        const most = lifetimes * CUSTOMERS * portals.length;
        assert.ok(calls > 0);
        assert.ok(calls <= most, `${calls} calls of ${source}, not ${most}`);
      }
    });

    it('is used again within seconds', async () => {
      await waitUntil(async () => {
        await Promise.all(visitors.map(visitor => visitor.look(0)));
        return (
          ((await ground.redis.call('KEYS', 'c360:*:tickets')) as unknown[])
            .length > 0
        );
      });
      // Together they read as one: a reading of the one is good for the other.
      await waitUntil(
        async () => {
          const before = ground.vendor.calls.length;
          await rest(1_100);
          await visitors[0].look(1);
          await waitUntil(
            () => ground.vendor.callsOf('s0', before).length >= 1,
          );
          await rest(100);
          await visitors[1].look(1);
          await rest(100);
          await visitors[1].look(1);
          return ground.vendor.callsOf('s0', before).length === 1;
        },
        { timeoutMs: 20_000 },
      );
      const look = await visitors[0].look(2);
      for (const state of Object.values(look.states())) {
        assert.match(state, /^(?:ok|stale)$/);
      }
      assert.equal((await visitors[0].health()).status, 'ok');
    });
  });
}

function* endless(
  { headers }: Visitor,
  goesOn: () => boolean,
): Generator<LoadRequest> {
  for (let at = 0; goesOn(); at++) {
    yield { path: viewPath(at % CUSTOMERS), headers };
  }
}
