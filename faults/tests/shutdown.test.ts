import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { waitUntil, type Portal } from 'rig';
import { Ground } from '../lib/Ground.ts';
import { late, type VendorHandler } from '../lib/ScriptedVendor.ts';
import { freshFor, rest } from '../lib/times.ts';
import { viewPath, Visitor, type Look } from '../lib/views.ts';

const ALLOWED_MS = 10_000;
const TURNS_GONE_MS = 5_000;

let ground: Ground;

before(async () => {
  ground = await Ground.start({ fsync: false });
});

afterEach(() => ground.assertWell());

after(() => ground?.end());

interface Answer {
  sentAt: number;
  status: number | string;
  text: string;
}

const SOURCES: ReadonlyArray<[string, () => VendorHandler]> = [
  ['sources that answer slowly', () => late(ground.vendor, 800)],
  ['a source that never answers', () => () => undefined],
];

for (const [what, handler] of SOURCES) {
  describe(`fault 35: SIGTERM under load, with ${what}`, () => {
    let portal: Portal;
    let visitor: Visitor;
    let signalledAt = Infinity;
    let endedAt = 0;
    const answers: Answer[] = [];
    let inFlight: PromiseSettledResult<Look>[] = [];

    before(async () => {
      portal = await ground.portal({
        sources: 3,
        customers: 120,
        customer360: { facets: freshFor({ subscriptions: 500 }) },
      });
      visitor = await Visitor.at(portal);
      for (let at = 0; at < 40; at++) {
        await visitor.look(at);
      }
    });

    after(() => ground.vendor.answer('s0'));

    it('ends within ten seconds, in order', async () => {
      ground.letEnd(portal);
      const running = { yes: true };
      const load = Array.from({ length: 8 }, (_, lane) =>
        callWhile(running, lane),
      );
      await rest(1_000);
      ground.vendor.answer('s0', handler());
      const from = ground.vendor.calls.length;
      const cold = Array.from({ length: 8 }, (_, at) => visitor.look(60 + at));
      await waitUntil(() => ground.vendor.callsOf('s0', from).length >= 8);
      const turns = await turnKeys();
      assert.ok(turns.length >= 8, `${turns.length} turns are taken`);
      signalledAt = performance.now();
      portal.process.signal('SIGTERM');
      await Promise.race([portal.process.exited(), rest(3 * ALLOWED_MS)]);
      endedAt = performance.now();
      running.yes = false;
      inFlight = await Promise.allSettled(cold);
      await Promise.all(load);
      assert.ok(!portal.process.running, 'it is still running');
      const took = endedAt - signalledAt;
      assert.ok(took < ALLOWED_MS, `it took ${took} ms`);
      assert.equal(portal.process.signalCode, null);
      assert.equal(portal.process.exitCode, 0);
    });

    it('answers what it was asked before', () => {
      const lost = inFlight.flatMap(it =>
        it.status === 'rejected' ? [String(it.reason)] : [],
      );
      assert.deepEqual(lost, []);
      for (const it of inFlight) {
        assert.equal(it.status, 'fulfilled');
        const states = it.status === 'fulfilled' ? it.value.states() : {};
        assert.match(states.s1, /^(?:ok|stale)/);
        assert.match(states.s2, /^(?:ok|stale)/);
        assert.match(states.s0, /^(?:ok|unavailable (?:timeout|network))$/);
      }
      const early = answers.filter(({ sentAt }) => sentAt < signalledAt);
      assert.ok(early.length > 100);
      assert.deepEqual(
        early
          .filter(({ status }) => status !== 200)
          .map(({ sentAt, status, text }) => [
            status,
            Math.round(sentAt - signalledAt),
            text,
          ]),
        [],
      );
    });

    it('says to who comes later that it is shutting down, or nothing', t => {
      const tally: Record<string, number> = {};
      for (const { sentAt, status, text } of answers) {
        if (sentAt >= signalledAt) {
          tally[status] = (tally[status] ?? 0) + 1;
          if (status !== 200 && typeof status === 'number') {
            assert.equal(status, 503, text);
            assert.match(text, /Service is shutting down/);
          }
        }
      }
      t.diagnostic(`answers to later requests: ${JSON.stringify(tally)}`);
      t.diagnostic(`ended after ${Math.round(endedAt - signalledAt)} ms`);
    });

    it('keeps no turn', async () => {
      await rest(Math.max(0, endedAt + TURNS_GONE_MS - performance.now()));
      assert.deepEqual(await turnKeys(), []);
    });

    async function callWhile(
      running: { yes: boolean },
      lane: number,
    ): Promise<void> {
      for (let at = lane; running.yes; at += 8) {
        const sentAt = performance.now();
        try {
          const answer = await fetch(portal.url + viewPath(at % 40), {
            headers: visitor.headers,
          });
          const text = await answer.text();
          answers.push({
            sentAt,
            status: answer.status,
            text: answer.status === 200 ? '' : text,
          });
          if (answer.status === 503) {
            // As behind a balancer, which takes who says so out. Backstage keeps
            // a connection as long as requests come on it, so clients that never
            // go would keep it alive.
            return;
          }
        } catch (error) {
          const { cause } = error as { cause?: { code?: string } };
          answers.push({
            sentAt,
            status: cause?.code ?? String(error),
            text: '',
          });
          await rest(50);
        }
      }
    }
  });
}

async function turnKeys(): Promise<string[]> {
  return (await ground.redis.call('KEYS', 'c360:*:turn')) as string[];
}
