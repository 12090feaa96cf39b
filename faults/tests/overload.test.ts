import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { closedLoad, waitUntil, type Portal } from 'rig';
import { Ground } from '../lib/Ground.ts';
import { late } from '../lib/ScriptedVendor.ts';
import { freshFor } from '../lib/times.ts';
import { viewPath, Visitor } from '../lib/views.ts';

const SOURCES = 5;
const BLOCKED_MS = 3_000;
const SOURCE_MS = 400;

let ground: Ground;
let portal: Portal;
let visitor: Visitor;
let customer = 0;

before(async () => {
  ground = await Ground.start({ fsync: false });
  portal = await ground.portal({
    sources: SOURCES,
    customers: 900,
    customer360: { facets: freshFor() },
  });
  visitor = await Visitor.at(portal);
});

afterEach(() => ground.assertWell());

after(() => ground?.end());

function next(): number {
  customer += 1;
  return customer;
}

async function block(ms: number): Promise<void> {
  await fetch(`${portal.url}/api/disturbance/block?ms=${ms}`, {
    method: 'POST',
  });
}

async function assertBreakersClosed(): Promise<void> {
  for (const [id, { breaker }] of Object.entries(await visitor.sources())) {
    assert.equal(breaker, 'closed', id);
  }
}

describe('fault 37: something else keeps the process from running', () => {
  after(() => {
    for (let at = 0; at < SOURCES; at++) {
      ground.vendor.answer(`s${at}`);
    }
  });

  it(`takes no source for ill that answered while it stood still for ${BLOCKED_MS} ms`, async () => {
    for (let at = 0; at < SOURCES; at++) {
      ground.vendor.answer(`s${at}`, late(ground.vendor, SOURCE_MS));
    }
    for (let round = 0; round < 4; round++) {
      const names = Array.from({ length: 16 }, next);
      const from = ground.vendor.calls.length;
      const looks = Promise.all(names.map(name => visitor.look(name)));
      // All eight places of each source's bulkhead are taken.
      await waitUntil(() => ground.vendor.calls.length - from >= 8 * SOURCES);
      await block(BLOCKED_MS);
      for (const look of await looks) {
        for (const state of Object.values(look.states())) {
          assert.match(state, /^(?:ok|unavailable timeout)$/);
        }
      }
      await assertBreakersClosed();
      for (const name of names) {
        for (let at = 0; at < SOURCES; at++) {
          await visitor.until(name, `s${at}`, ({ state }) => state === 'ok');
        }
      }
    }
  });

  it('shows what is warm as before', async () => {
    const from = ground.vendor.calls.length;
    const looks = Array.from({ length: 30 }, (_, at) => visitor.look(at + 1));
    await block(BLOCKED_MS);
    for (const look of await Promise.all(looks)) {
      assert.deepEqual(new Set(Object.values(look.states())), new Set(['ok']));
    }
    assert.equal(ground.vendor.calls.length, from);
  });
});

describe('fault 37: very many look at once', () => {
  const AT_ONCE = 1_500;

  for (const [what, names] of [
    ['whom nobody has looked at', () => Array.from({ length: 700 }, next)],
    [
      'whom everybody knows',
      () => Array.from({ length: 60 }, (_, at) => at + 1),
    ],
  ] as const) {
    it(`answers ${AT_ONCE} who look at customers ${what}, or asks them to come again`, async () => {
      const customers = names();
      const bad: string[] = [];
      const { byError, byStatus, count, failed } = await closedLoad({
        base: portal.url,
        concurrency: AT_ONCE,
        timeoutMs: 120_000,
        requests: Array.from({ length: 2 * AT_ONCE }, (_, at) => ({
          path: viewPath(customers[at % customers.length]),
          headers: visitor.headers,
        })),
        onResponse: ({ body, headers, status }) => {
          if (status !== 200 && !(status === 503 && headers['retry-after'])) {
            bad.push(`${status} ${body.toString().slice(0, 200)}`);
          }
        },
      });
      assert.deepEqual(bad.slice(0, 3), [], `${bad.length} of ${count}`);
      assert.equal(failed, 0, JSON.stringify(byError));
      assert.ok((byStatus[200] ?? 0) > 0, JSON.stringify(byStatus));
      await assertBreakersClosed();
      // And is as it was, at once.
      for (const name of [customers[0], next()]) {
        for (let at = 0; at < SOURCES; at++) {
          await visitor.until(name, `s${at}`, ({ state }) => state === 'ok');
        }
      }
    });
  }
});
