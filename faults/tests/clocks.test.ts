import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { waitUntil, type Portal } from 'rig';
import { Ground } from '../lib/Ground.ts';
import { sendJson } from '../lib/ScriptedVendor.ts';
import { freshFor, rest } from '../lib/times.ts';
import { Visitor } from '../lib/views.ts';

const OFFSET_MS = 600_000;
const FRESH_MS = 4_000;
/** The shortest that it lives: a lifetime is up to a tenth shorter. */
const SHORTEST_MS = FRESH_MS * 0.9;

let ground: Ground;
const portals: Portal[] = [];
const visitors: Visitor[] = [];

before(async () => {
  ground = await Ground.start({ fsync: false });
  for (const [at, clockOffsetMs] of [OFFSET_MS, -OFFSET_MS].entries()) {
    const portal = await ground.portal({
      sources: 3,
      customers: 20,
      ingest: at === 0,
      clockOffsetMs,
      customer360: { facets: freshFor({ tickets: FRESH_MS }) },
    });
    portals.push(portal);
    visitors.push(await Visitor.at(portal));
  }
});

afterEach(() => ground.assertWell());

after(() => ground?.end());

async function setClock(portal: Portal, offsetMs: number): Promise<void> {
  await fetch(`${portal.url}/api/disturbance/clock?offsetMs=${offsetMs}`, {
    method: 'POST',
  });
}

const callsOf = (source: string, account: string) =>
  ground.vendor.callsOf(source).filter(call => call.account === account).length;

describe('fault 13: two instances whose clocks are 20 minutes apart', () => {
  it('is so', async () => {
    const [fast, slow] = await Promise.all(
      portals.map(async ({ url }) =>
        Number(await (await fetch(`${url}/api/disturbance/clock`)).json()),
      ),
    );
    const apart = fast - slow;
    assert.ok(Math.abs(apart - 2 * OFFSET_MS) < 30_000, `${apart} ms`);
  });

  for (const [customer, first, second] of [
    [0, 0, 1],
    [1, 1, 0],
  ]) {
    const who = first === 0 ? 'the one that is fast' : 'the one that is slow';

    it(`keeps what ${who} has read, for as long as it lives and no longer`, async () => {
      const account = `a${customer}`;
      const readAt = performance.now();
      assert.equal((await visitors[first].look(customer)).states().s0, 'ok');
      // Fresh at once and for both.
      while (performance.now() - readAt < SHORTEST_MS / 2) {
        for (const at of [second, first]) {
          assert.equal((await visitors[at].look(customer)).states().s0, 'ok');
        }
        assert.equal(callsOf('s0', account), 1);
        await rest(100);
      }
      // And then no longer, for both.
      await rest(FRESH_MS + 200 - (performance.now() - readAt));
      const look = await visitors[second].look(customer);
      assert.equal(look.part('s0').renewing, true);
      await waitUntil(() => callsOf('s0', account) === 2);
      await visitors[second].until(customer, 's0', it => it.state === 'ok');
      assert.equal((await visitors[first].look(customer)).states().s0, 'ok');
      assert.equal(callsOf('s0', account), 2);
      // What lives for hours was read once, by the first.
      assert.equal(callsOf('s1', account), 1);
    });
  }

  it('dates what is read by one clock, which is right', async () => {
    for (const visitor of visitors) {
      const part = (await visitor.look(2)).part('s1');
      const age = Date.now() - Date.parse(part.fetchedAt!);
      assert.ok(Math.abs(age) < 30_000, `${age} ms old`);
    }
  });

  it('lives through clocks that are set back and forth', async () => {
    const account = 'a3';
    const startedAt = performance.now();
    const OFFSETS = [-OFFSET_MS, OFFSET_MS, 0, 3 * OFFSET_MS, -3 * OFFSET_MS];
    let step = 0;
    while (performance.now() - startedAt < 4 * FRESH_MS) {
      for (const [at, visitor] of visitors.entries()) {
        const { state, reason } = (await visitor.look(3)).part('s0');
        assert.match(state, /^(?:ok|stale)$/);
        assert.equal(reason, undefined);
        if (step % 5 === at) {
          await setClock(portals[at], OFFSETS[step % OFFSETS.length]);
        }
      }
      step += 1;
      await rest(150);
    }
    const calls = callsOf('s0', account);
    const most = Math.ceil((4 * FRESH_MS) / SHORTEST_MS) + 1;
    assert.ok(calls >= 4, `${calls} calls in 4 lifetimes`);
    assert.ok(calls <= most, `${calls} calls in 4 lifetimes`);
    assert.equal(callsOf('s1', account), 1);
    await setClock(portals[0], OFFSET_MS);
    await setClock(portals[1], -OFFSET_MS);
  });

  it('remembers a failure for a while, and not for ever', async () => {
    ground.vendor.answer('s1', (_asked, response) =>
      sendJson(response, {}, 400),
    );
    for (const visitor of visitors) {
      for (let at = 0; at < 5; at++) {
        const look = await visitor.look(4);
        assert.equal(look.states().s1, 'unavailable upstream');
      }
    }
    assert.equal(callsOf('s1', 'a4'), 1);
    ground.vendor.answer('s1');
    for (const visitor of visitors) {
      await visitor.until(4, 's1', ({ state }) => state === 'ok', 20_000);
    }
    assert.equal(callsOf('s1', 'a4'), 2);
  });

  it('keeps to what a vendor asked one of them, for both', async () => {
    const SECONDS = 3;
    let refusedAt = 0;
    ground.vendor.answer('s2', (asked, response) => {
      if (refusedAt === 0) {
        refusedAt = performance.now();
        sendJson(response, {}, 429, { 'retry-after': String(SECONDS) });
      } else {
        sendJson(response, ground.vendor.record(asked));
      }
    });
    const from = ground.vendor.calls.length;
    await visitors[0].look(5);
    let customer = 6;
    await waitUntil(
      async () => {
        const look = await visitors[1].look(customer++);
        return look.states().s2 === 'ok';
      },
      { timeoutMs: 30_000, everyMs: 400 },
    );
    const [, second] = ground.vendor.callsOf('s2', from);
    const pause = second.at - refusedAt;
    assert.ok(pause >= SECONDS * 1_000 - 5, `asked again after ${pause} ms`);
    assert.ok(pause < 10 * SECONDS * 1_000, `asked again after ${pause} ms`);
    ground.vendor.answer('s2');
  });
});
