import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, afterEach, before, describe, it } from 'node:test';
import { waitUntil, type Portal, type TcpFaultProxy } from 'rig';
import { changeAndRead } from '../lib/changeAndRead.ts';
import { deliver, tell, type Delivery } from '../lib/deliveries.ts';
import { Ground } from '../lib/Ground.ts';
import type { PluginDatabase } from '../lib/PluginDatabase.ts';
import {
  Gate,
  late,
  sendJson,
  type ListedPage,
} from '../lib/ScriptedVendor.ts';
import { rest } from '../lib/times.ts';
import { startToldPortals } from '../lib/ToldPortals.ts';
import type { ShownPart, Visitor } from '../lib/views.ts';

/** `FAULTS_INTERLEAVINGS=10000` for all that are promised. */
const INTERLEAVINGS = Number(process.env.FAULTS_INTERLEAVINGS ?? 400);
const LANES = 8;
const CUSTOMERS = 40;
const MINUTE = 60_000;

let ground: Ground;
/** The way of the first instance to Redis. */
let wire: TcpFaultProxy;
let portals: readonly Portal[];
let visitors: readonly Visitor[];
let database: PluginDatabase;

before(async () => {
  ground = await Ground.start({ fsync: false });
  wire = await ground.wire(ground.redis.port);
  listChanges();
  ({ database, portals, visitors } = await startToldPortals(
    ground,
    {
      sources: 3,
      customers: CUSTOMERS,
      bulks: { s1: 'changes' },
      hurried: [
        'customer-360-customers',
        'customer-360-sync',
        'customer-360-reconcile',
      ],
    },
    [
      { valkeyUrl: `redis://127.0.0.1:${wire.port}` },
      // Its host's clock is ten minutes fast.
      { clockOffsetMs: 10 * MINUTE },
    ],
  ));
});

afterEach(() => ground.assertWell());

after(() => ground?.end());

/** What has changed at s1, for who reads it in bulk. */
const changes: ListedPage['rows'][number][] = [];

function listChanges(): void {
  ground.vendor.list('s1', cursor => ({
    rows: changes.slice(Number(cursor ?? 0)),
    cursor: String(changes.length),
    last: true,
  }));
}

function write(customer: number, source = 's0'): number {
  return ground.vendor.write({
    source,
    account: `a${customer}`,
    facet: source === 's0' ? 'tickets' : 'subscriptions',
  });
}

function eventOf(customer: number): Delivery {
  return { id: randomUUID(), account: `a${customer}` };
}

const changed = {
  get visitors() {
    return visitors;
  },
  write: (customer: number) => write(customer),
  acknowledge: (instance: number, customer: number) =>
    tell(portals[instance], 's0', eventOf(customer)),
};

function assertCurrent(part: ShownPart, version: number): void {
  assert.equal(part.state, 'ok');
  assert.equal(part.version, version);
}

/** How long what is shown counts as fresh from when it was read. */
function lifeOf({ fetchedAt, freshUntil }: ShownPart): number {
  return Date.parse(freshUntil!) - Date.parse(fetchedAt!);
}

describe('fault 17: a fill under way while a webhook is taken', () => {
  after(() => ground.vendor.answer('s0'));

  for (const [from, where] of [
    [0, 'the same'],
    [1, 'another'],
  ] as const) {
    it(`is current nowhere, where ${where} instance was told`, async () => {
      const customer = 30 + from;
      const gate = new Gate(ground.vendor);
      ground.vendor.answer('s0', gate.handler);
      const early = visitors[0].look(customer);
      await waitUntil(() => gate.held === 1);
      const version = write(customer);
      await tell(portals[from], 's0', eventOf(customer));
      ground.vendor.answer('s0');
      gate.letGo();
      assert.equal((await early).part('s0').version, 1);
      for (const visitor of visitors) {
        assertCurrent((await visitor.look(customer)).part('s0'), version);
      }
    });
  }

  it(`is never shown as current in ${INTERLEAVINGS} random interleavings`, async () => {
    const tally = { reads: 0, ok: 0 };
    ground.vendor.answer('s0', (asked, response, request) =>
      late(ground.vendor, Math.random() * 12)(asked, response, request),
    );
    await Promise.all(
      Array.from({ length: LANES }, (_, customer) =>
        changeAndRead(
          customer,
          Math.ceil(INTERLEAVINGS / LANES),
          tally,
          changed,
        ),
      ),
    );
    ground.vendor.answer('s0');
    assert.ok(tally.ok > tally.reads / 2, JSON.stringify(tally));
  });
});

describe('fault 18: webhooks while the way to Redis is cut', () => {
  after(() => wire.healthy());

  it('nothing older than what was told is shown as current', async () => {
    ground.vendor.answer('s0', late(ground.vendor, 3));
    const tally = { reads: 0, ok: 0 };
    const cuts = [
      async () => wire.resetPeer(),
      () => wire.down(),
      async () => wire.hang(),
      async () => wire.limitData(300),
    ];
    let running = true;
    let made = 0;
    const cutting = (async () => {
      while (running) {
        await cuts[made % cuts.length]();
        await rest(40 + Math.random() * 200);
        await wire.healthy();
        made += 1;
        await rest(50 + Math.random() * 200);
      }
    })();
    await Promise.all(
      Array.from({ length: 4 }, (_, lane) =>
        changeAndRead(10 + lane, 50, tally, changed),
      ),
    );
    await waitUntil(() => made >= cuts.length);
    running = false;
    await cutting;
    ground.vendor.answer('s0');
    assert.ok(tally.ok > tally.reads / 2, JSON.stringify(tally));
  });
});

describe('fault 19: a source that answers as before when it has told of a change', () => {
  after(() => ground.vendor.answer('s0'));

  for (const [customer, dated] of [
    [20, true],
    [21, false],
  ] as const) {
    it(`is asked again soon, and never believed for long (${
      dated ? 'its records are dated' : 'nothing says how old they are'
    })`, async () => {
      const changedAt = new Date().toISOString();
      let lags = true;
      ground.vendor.answer('s0', (asked, response) =>
        sendJson(response, {
          ...ground.vendor.record(asked),
          ...(lags && { version: 1 }),
          ...(dated && {
            changedAt: lags ? '2026-01-01T00:00:00.000Z' : changedAt,
          }),
        }),
      );
      const before = (await visitors[0].look(customer)).part('s0');
      assert.ok(lifeOf(before) > 10 * MINUTE);
      const version = write(customer);
      await tell(portals[1], 's0', {
        ...eventOf(customer),
        occurredAt: changedAt,
      });
      for (const visitor of visitors) {
        const part = (await visitor.look(customer)).part('s0');
        assert.equal(part.version, 1);
        assert.ok(lifeOf(part) <= 2_000, `${lifeOf(part)} ms`);
      }
      lags = false;
      for (const visitor of visitors) {
        const part = await visitor.until(
          customer,
          's0',
          it => it.version === version && !it.renewing,
        );
        assert.equal(part.state, 'ok');
      }
      for (const visitor of visitors) {
        const part = await visitor.until(
          customer,
          's0',
          it => lifeOf(it) > 10 * MINUTE,
        );
        assertCurrent(part, version);
      }
    });
  }
});

describe('fault 21: deliveries that come again, late and in another order', () => {
  const SCOPE = 's0/tickets';

  it('has one effect of one event that comes a hundred times at once', async () => {
    const customer = 22;
    const delivery = eventOf(customer);
    const replies = await Promise.all(
      Array.from({ length: 100 }, (_, at) =>
        deliver(portals[at % portals.length], 's0', delivery),
      ),
    );
    assert.deepEqual([...new Set(replies.map(({ status }) => status))], [200]);
    await waitUntil(async () => !(await database.events('s0')).waiting);
    const generations = await database.generations();
    assert.equal(generations.get(`c${customer} ${SCOPE}`), 1);
    const kept = await database.rows(
      'select state from c360_webhook_events where event_id = $1',
      [delivery.id],
    );
    assert.deepEqual(kept, [{ state: 'done' }]);
  });

  for (const [minutes, when] of [
    [-6, 'is played back after six minutes'],
    [6, 'is signed for six minutes from now'],
  ] as const) {
    it(`takes none that ${when}, by the right time at every instance`, async () => {
      for (const portal of portals) {
        const at = Date.now() + minutes * MINUTE;
        const { status } = await deliver(portal, 's0', eventOf(23), { at });
        assert.equal(status, 401);
      }
      assert.equal(
        (await database.generations()).get(`c23 ${SCOPE}`),
        undefined,
      );
    });
  }

  it('has no further effect of one that is played back in time', async () => {
    const customer = 24;
    const delivery = eventOf(customer);
    for (let time = 0; time < 3; time++) {
      for (const portal of portals) {
        await tell(portal, 's0', delivery);
      }
    }
    await waitUntil(async () => !(await database.events('s0')).waiting);
    const generations = await database.generations();
    assert.equal(generations.get(`c${customer} ${SCOPE}`), 1);
  });

  it('keeps deleted what is told to be changed after it was deleted', async () => {
    const customer = 25;
    for (const visitor of visitors) {
      assertCurrent((await visitor.look(customer)).part('s0'), 1);
    }
    const [updated, deleted] = [eventOf(customer), eventOf(customer)];
    ground.vendor.answer('s0', (asked, response) =>
      asked.account === `a${customer}`
        ? sendJson(response, {}, 404)
        : sendJson(response, ground.vendor.record(asked)),
    );
    for (const [at, delivery] of [deleted, updated].entries()) {
      await tell(portals[at], 's0', delivery);
      for (const visitor of visitors) {
        const part = (await visitor.look(customer)).part('s0');
        assert.notEqual(part.state, 'ok');
        assert.equal(part.version, undefined, 'what is gone is shown');
      }
    }
    ground.vendor.answer('s0');
  });

  it('never goes back to an older version, in whatever order versions are told', async () => {
    const customer = 26;
    const told = Array.from({ length: 20 }, () => eventOf(customer));
    let shown = 0;
    for (const delivery of told.sort(() => Math.random() - 0.5)) {
      const version = write(customer);
      await tell(portals[version % 2], 's0', delivery);
      const { state, version: seen = 0 } = (
        await visitors[(version + 1) % 2].look(customer)
      ).part('s0');
      assert.equal(state, 'ok');
      assert.ok(seen >= version && seen >= shown, `${seen} after ${shown}`);
      shown = seen;
    }
  });
});

describe('fault 23: a vendor that silently tells of nothing any more', () => {
  const TOLD = [27];
  const MISSED = [28, 29];

  it('is found out by the bulk read within its period', async () => {
    await waitUntil(
      async () => (await database.cursor('s1'))?.phase === 'idle',
      { timeoutMs: 2 * MINUTE },
    );
    for (const customer of [...TOLD, ...MISSED]) {
      assertCurrent((await visitors[0].look(customer)).part('s1'), 1);
    }
    for (const customer of [...TOLD, ...MISSED]) {
      const version = write(customer, 's1');
      if (TOLD.includes(customer)) {
        await tell(portals[0], 's1', {
          ...eventOf(customer),
          occurredAt: new Date().toISOString(),
        });
      }
      changes.push({
        account: `a${customer}`,
        version,
        asOf: new Date().toISOString(),
      });
    }
    for (const visitor of visitors) {
      for (const customer of MISSED) {
        const part = await visitor.until(
          customer,
          's1',
          ({ version }) => version === 2,
          2 * MINUTE,
        );
        assert.equal(part.state, 'ok');
      }
    }
  });

  it('is shown to who looks after the sources: since when, and how much was missed', async () => {
    const lag = async () =>
      (await visitors[0].sources()).s1.webhook?.lagMs ?? 0;
    const first = await lag();
    await rest(50);
    assert.ok((await lag()) > first);
    // What was found ten minutes ago is told by no webhook any more.
    await database.rows(
      `update c360_sync_rows set fetched_at = '2026-01-01T00:00:00.000Z' where unheard`,
    );
    const count = async () =>
      (await visitors[1].sources()).s1.sync[0].missed?.count;
    await waitUntil(async () => (await count()) === MISSED.length, {
      timeoutMs: 30_000,
    });
  });
});
