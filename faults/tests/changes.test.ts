import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { waitUntil, type Portal, type TcpFaultProxy } from 'rig';
import { changeAndRead } from '../lib/changeAndRead.ts';
import { Ground } from '../lib/Ground.ts';
import { Gate, late } from '../lib/ScriptedVendor.ts';
import { freshFor, rest } from '../lib/times.ts';
import { invalidate, Visitor } from '../lib/views.ts';

const INTERLEAVINGS = 200;
const FACET = 'tickets';

let ground: Ground;
/** The way of the first instance to Redis. */
let wire: TcpFaultProxy;
const portals: Portal[] = [];
const visitors: Visitor[] = [];

before(async () => {
  ground = await Ground.start({ fsync: false });
  wire = await ground.wire(ground.redis.port);
  for (const first of [true, false]) {
    const portal = await ground.portal({
      sources: 2,
      customers: 40,
      ingest: first,
      valkeyUrl: first ? `redis://127.0.0.1:${wire.port}` : ground.redis.url,
      customer360: { facets: freshFor() },
    });
    portals.push(portal);
    visitors.push(await Visitor.at(portal));
  }
});

afterEach(() => ground.assertWell());

after(() => ground?.end());

function write(customer: number): number {
  return ground.vendor.write({
    source: 's0',
    account: `a${customer}`,
    facet: FACET,
  });
}

const changed = {
  visitors,
  write,
  acknowledge: (instance: number, customer: number) =>
    invalidate(portals[instance], customer, { source: 's0' }),
};

describe('fault 17: a fill under way while a change is acknowledged', () => {
  after(() => ground.vendor.answer('s0'));

  for (const [from, where] of [
    [0, 'the same'],
    [1, 'another'],
  ] as const) {
    it(`is current nowhere, where ${where} instance was told of the change`, async () => {
      const customer = 30 + from;
      const gate = new Gate(ground.vendor);
      ground.vendor.answer('s0', gate.handler);
      const early = visitors[0].look(customer);
      await waitUntil(() => gate.held === 1);
      const version = write(customer);
      await invalidate(portals[from], customer, { source: 's0' });
      ground.vendor.answer('s0');
      gate.letGo();
      const old = (await early).part('s0');
      assert.equal(old.version, 1);
      for (const visitor of visitors) {
        const part = (await visitor.look(customer)).part('s0');
        assert.equal(part.state, 'ok');
        assert.equal(part.version, version);
      }
    });
  }

  it('is current nowhere when it lands after the new one has', async () => {
    const customer = 32;
    const gate = new Gate(ground.vendor);
    ground.vendor.answer('s0', gate.handler);
    const early = visitors[0].look(customer);
    await waitUntil(() => gate.held === 1);
    const version = write(customer);
    await invalidate(portals[1], customer, { source: 's0' });
    ground.vendor.answer('s0');
    for (const visitor of visitors) {
      const part = (await visitor.look(customer)).part('s0');
      assert.equal(part.state, 'ok');
      assert.equal(part.version, version);
    }
    gate.letGo();
    await early;
    await rest(100);
    for (const visitor of visitors) {
      const part = (await visitor.look(customer)).part('s0');
      assert.equal(part.state, 'ok');
      assert.equal(part.version, version);
    }
  });

  it(`is never shown as current in ${INTERLEAVINGS} random interleavings`, async () => {
    const tally = { reads: 0, ok: 0 };
    ground.vendor.answer('s0', (asked, response, request) =>
      late(ground.vendor, Math.random() * 12)(asked, response, request),
    );
    await Promise.all(
      Array.from({ length: 8 }, (_, customer) =>
        changeAndRead(customer, INTERLEAVINGS / 8, tally, changed),
      ),
    );
    ground.vendor.answer('s0');
    assert.ok(tally.ok > tally.reads / 2, JSON.stringify(tally));
  });
});

describe('fault 18: the way to Redis is cut again and again', () => {
  const CUTS: ReadonlyArray<[string, (at: number) => Promise<void>]> = [
    [
      'reset',
      async () => {
        wire.resetPeer();
        await rest(40 + Math.random() * 160);
      },
    ],
    [
      'refused',
      async () => {
        await wire.down();
        await rest(40 + Math.random() * 160);
      },
    ],
    [
      'silent',
      async () => {
        wire.hang();
        await rest(40 + Math.random() * 400);
      },
    ],
    [
      'without answers',
      async () => {
        wire.hangAnswers();
        await rest(40 + Math.random() * 400);
      },
    ],
    [
      'reset in the midst of answers',
      async () => {
        wire.limitData(300);
        await rest(40 + Math.random() * 160);
      },
    ],
  ];

  after(async () => {
    ground.vendor.answer('s0');
    await wire.healthy();
  });

  for (const [at, [how, cut]] of CUTS.entries()) {
    it(`${how}: nothing older than an acknowledged change is shown as current`, async () => {
      ground.vendor.answer('s0', late(ground.vendor, 3));
      const tally = { reads: 0, ok: 0 };
      const accepted = wire.accepted;
      let running = true;
      let cuts = 0;
      const cutting = (async () => {
        while (running) {
          await cut(cuts);
          cuts += 1;
          await wire.healthy();
          await rest(50 + Math.random() * 250);
        }
      })();
      await Promise.all(
        Array.from({ length: 4 }, (_, lane) =>
          changeAndRead(10 + at * 4 + lane, 40, tally, changed),
        ),
      );
      await waitUntil(() => cuts >= 3);
      running = false;
      await cutting;
      assert.ok(tally.ok > tally.reads / 2, JSON.stringify(tally));
      // It came back each time that it was cut, and does now.
      assert.ok(
        wire.accepted > accepted ||
          how.includes('silent') ||
          how === 'without answers',
      );
      await waitUntil(
        async () => (await visitors[0].health()).sharedCache === 'ok',
      );
    });
  }
});
