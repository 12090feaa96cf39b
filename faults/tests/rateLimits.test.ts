import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { waitUntil } from 'rig';
import { Ground } from '../lib/Ground.ts';
import { sendJson, type VendorHandler } from '../lib/ScriptedVendor.ts';
import { freshFor, rest } from '../lib/times.ts';
import { Visitor } from '../lib/views.ts';

const HOUR_MS = 3_600_000;
/** A timer may be early by one, and a date has no milliseconds. */
const GRAIN_MS = 5;

let ground: Ground;
/** Two instances of one portal. */
let a: Visitor;
let b: Visitor;
let customer = 0;

before(async () => {
  ground = await Ground.start({ fsync: false });
  const visitors: Visitor[] = [];
  for (const ingest of [true, false]) {
    const portal = await ground.portal({
      sources: 9,
      customers: 700,
      ingest,
      customer360: { deadline: { seconds: 3 }, facets: freshFor() },
    });
    visitors.push(await Visitor.at(portal));
  }
  [a, b] = visitors;
});

afterEach(() => ground.assertWell());

after(() => ground?.end());

function next(): number {
  customer += 1;
  return customer;
}

/** Refuses the first call, and takes all that come afterwards. */
function refuseOnce(retryAfter?: string): {
  handler: VendorHandler;
  refusedAt(): number;
} {
  let refusedAt = 0;
  return {
    refusedAt: () => refusedAt,
    handler: (asked, response) => {
      if (refusedAt > 0) {
        sendJson(response, ground.vendor.record(asked));
        return;
      }
      refusedAt = performance.now();
      sendJson(
        response,
        { error: 'vendor-secret' },
        429,
        retryAfter === undefined ? {} : { 'retry-after': retryAfter },
      );
    },
  };
}

async function untilTold(source: string): Promise<void> {
  await waitUntil(
    async () =>
      ((await ground.redis.call('KEYS', `c360:*:${source}:hold`)) as unknown[])
        .length > 0,
  );
}

describe('fault 5: a 429 with Retry-After on one of two instances', () => {
  for (const [source, form, seconds] of [
    ['s0', 'seconds', 4],
    ['s1', 'a fraction of seconds', 4.5],
    ['s2', 'a date', 4],
  ] as const) {
    const value = () =>
      form === 'a date'
        ? // Without its milliseconds it is up to a second sooner.
          new Date(Date.now() + 1_000 * (seconds + 1)).toUTCString()
        : String(seconds);

    it(`keeps both away until then: ${form}`, async () => {
      const { handler, refusedAt } = refuseOnce(value());
      const from = ground.vendor.calls.length;
      ground.vendor.answer(source, handler);
      const first = next();
      assert.equal(
        (await a.look(first)).states()[source],
        'unavailable rate_limited',
      );
      await untilTold(source);
      const until = refusedAt() + seconds * 1_000 - GRAIN_MS;
      // Both are asked all the time, about others and about the same.
      const looks: Array<{ at: number; state: string }> = [];
      await waitUntil(
        async () => {
          for (const visitor of [b, a]) {
            const at = performance.now();
            const look = await visitor.look(next());
            assert.ok(!look.text.includes('vendor-secret'));
            looks.push({ at, state: look.states()[source] });
          }
          return looks.at(-1)!.state === 'ok' && looks.at(-2)!.state === 'ok';
        },
        { timeoutMs: 30_000, everyMs: 100 },
      );
      const [refused, ...calls] = ground.vendor.callsOf(source, from);
      assert.ok(refused.at <= refusedAt());
      assert.ok(calls.length >= 2);
      for (const { at } of calls) {
        assert.ok(at >= until, `a call came ${until - at} ms too early`);
      }
      assert.ok(
        looks.some(({ state }) => state === 'unavailable rate_limited'),
      );
      assert.deepEqual([...new Set(looks.map(({ state }) => state))].sort(), [
        'ok',
        'unavailable rate_limited',
      ]);
      for (const visitor of [a, b]) {
        assert.equal((await visitor.sources())[source].breaker, 'closed');
      }
    });
  }

  it('is clamped to an hour: 1000000000', async () => {
    const source = 's3';
    const { handler } = refuseOnce('1000000000');
    const from = ground.vendor.calls.length;
    ground.vendor.answer(source, handler);
    await a.look(next());
    await untilTold(source);
    for (let at = 0; at < 10; at++) {
      for (const visitor of [a, b]) {
        assert.equal(
          (await visitor.look(next())).states()[source],
          'unavailable rate_limited',
        );
      }
    }
    assert.equal(ground.vendor.callsOf(source, from).length, 1);
    for (const visitor of [a, b]) {
      const { breaker, heldUntil } = (await visitor.sources())[source];
      const left = Date.parse(heldUntil!) - Date.now();
      assert.ok(left <= HOUR_MS + 1_000, `held for ${left} ms`);
      assert.ok(left > HOUR_MS * 0.9, `held for ${left} ms`);
      assert.equal(breaker, 'closed');
    }
    // Other sources have nothing to do with it.
    assert.equal((await b.look(next())).states().s8, 'ok');
  });

  for (const [source, value] of [
    ['s4', '0'],
    ['s5', '-7'],
    ['s6', 'soon, vendor-secret'],
    ['s7', 'Thu, 01 Jan 1970 00:00:00 GMT'],
  ] as const) {
    it(`leaves it to us how long, where it says nothing usable: ${value}`, async () => {
      const { handler } = refuseOnce(value);
      const from = ground.vendor.calls.length;
      ground.vendor.answer(source, handler);
      const look = await a.look(next());
      assert.ok(!look.text.includes('vendor-secret'));
      // At the second try, or when it is asked for the next.
      await waitUntil(
        async () => (await b.look(next())).states()[source] === 'ok',
      );
      const [refused, again] = ground.vendor.callsOf(source, from);
      const pause = again.at - refused.at;
      assert.ok(pause >= 400, `asked again after ${pause} ms`);
      assert.ok(pause < 30_000, `asked again after ${pause} ms`);
      assert.equal((await a.sources())[source].breaker, 'closed');
    });
  }
});

describe('fault 6: a 429 that says nothing, and 200 views at once', () => {
  const VIEWS = 200;
  const source = 's8';

  after(() => ground.vendor.answer(source));

  it('falls quiet, leaves the breaker closed and other sources alone', async () => {
    const from = ground.vendor.calls.length;
    ground.vendor.answer(source, (_asked, response) =>
      sendJson(response, { error: 'vendor-secret' }, 429),
    );
    const first = customer + 1;
    customer += VIEWS;
    const looks = await Promise.all(
      Array.from({ length: VIEWS }, (_, at) =>
        (at % 2 === 0 ? a : b).look(first + at),
      ),
    );
    const states = looks.map(look => look.states());
    assert.deepEqual(
      [...new Set(states.map(it => it[source]))],
      ['unavailable rate_limited'],
    );
    // The bulkheads of both begin, and nearly all the others never call at all.
    const calls = ground.vendor.callsOf(source, from).length;
    assert.ok(calls <= VIEWS / 4, `${calls} calls for ${VIEWS} views`);
    for (const visitor of [a, b]) {
      assert.equal((await visitor.sources())[source].breaker, 'closed');
    }
    // s2 has another credential, and is read by every one of these views.
    const others = ground.vendor.callsOf('s2', from);
    assert.equal(new Set(others.map(({ account }) => account)).size, VIEWS);
    assert.ok(states.every(it => it.s2 === 'ok'));
  });

  it('asks less and less often as long as it goes on', async () => {
    const from = ground.vendor.calls.length;
    const startedAt = performance.now();
    await waitUntil(
      async () => {
        await Promise.all([a.look(next()), b.look(next())]);
        return performance.now() - startedAt > 8_000;
      },
      { timeoutMs: 20_000, everyMs: 100 },
    );
    const calls = ground.vendor.callsOf(source, from).length;
    assert.ok(calls <= 24, `${calls} calls in 8 s`);
  });

  it('is read again when it is well, without a push', async () => {
    ground.vendor.answer(source);
    await waitUntil(
      async () => (await a.look(next())).states()[source] === 'ok',
      { timeoutMs: 60_000, everyMs: 250 },
    );
    await rest(0);
    await waitUntil(
      async () => (await b.look(next())).states()[source] === 'ok',
      { timeoutMs: 60_000, everyMs: 250 },
    );
  });
});
