import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { closedLoad, waitUntil, type Portal, type TcpFaultProxy } from 'rig';
import { Ground } from '../lib/Ground.ts';
import { Gate, sendJson, type VendorHandler } from '../lib/ScriptedVendor.ts';
import { freshFor, rest } from '../lib/times.ts';
import { viewPath, Visitor, type Look } from '../lib/views.ts';

const DEADLINE_MS = 1_000;
const HUNG_VIEWS = 100;

let ground: Ground;
let portal: Portal;
let visitor: Visitor;
const wires: Record<string, TcpFaultProxy> = {};

before(async () => {
  ground = await Ground.start({ fsync: false });
  const vendorUrls: Record<string, string> = {};
  for (const source of ['s2', 's3', 's4']) {
    wires[source] = await ground.wire(ground.vendor.port);
    vendorUrls[source] = `http://127.0.0.1:${wires[source].port}`;
  }
  portal = await ground.portal({
    sources: 6,
    customers: 600,
    vendorUrls,
    customer360: {
      deadline: { milliseconds: DEADLINE_MS },
      sourceDeadline: { seconds: 8 },
      facets: freshFor({ subscriptions: 400 }),
    },
    transport: {
      headersTimeoutMs: 2_000,
      bodyTimeoutMs: 2_000,
      totalTimeoutMs: 3_000,
      maxAttempts: 2,
    },
  });
  visitor = await Visitor.at(portal);
});

afterEach(() => ground.assertWell());

after(() => ground?.end());

describe('fault 1: one source answers 2 s late and nothing of it is known', () => {
  before(() => {
    ground.vendor.answer('s0', (asked, response) => {
      const record = ground.vendor.record(asked);
      setTimeout(() => sendJson(response, record), 2 * DEADLINE_MS);
    });
  });

  after(() => ground.vendor.answer('s0'));

  it('costs the deadline and no more; the others are all there', async () => {
    const look = await visitor.look(0);
    assert.deepEqual(look.states(), {
      ...allOk(),
      s0: 'unavailable timeout',
    });
    assert.ok(look.ms >= DEADLINE_MS * 0.9, `waited ${look.ms} ms`);
    assert.ok(look.ms < DEADLINE_MS * 1.8, `waited ${look.ms} ms`);
  });

  it('is read to its end in the background, once', async () => {
    await visitor.until(0, 's0', ({ state }) => state === 'ok');
    assert.equal(accountCalls('s0', 'a0'), 1);
  });

  it('keeps no other part of a stream back', async () => {
    const { text } = await visitor.get('/customers/default/c1/stream');
    const frames = text
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as { type: string; facet?: string });
    const filled = frames.filter(({ facet }) =>
      FILLED.includes(facet as (typeof FILLED)[number]),
    );
    assert.equal(filled.length, FILLED.length);
    assert.equal(filled.at(-1)?.facet, 'tickets');
    assert.equal(frames.at(-1)?.type, 'end');
  });
});

describe('fault 2: the same, while an older value is known', () => {
  const gate = () => new Gate(ground.vendor);

  after(() => ground.vendor.answer('s1'));

  it('shows the older one before the source has answered, and the new one then', async () => {
    await visitor.look(10);
    const held = gate();
    ground.vendor.answer('s1', held.handler);
    const version = ground.vendor.write({
      source: 's1',
      account: 'a10',
      facet: 'subscriptions',
    });
    await rest(600);
    const look = await visitor.look(10);
    // Nobody has answered, and the page is there.
    await waitUntil(() => held.held === 1);
    assert.ok(look.ms < DEADLINE_MS, `waited ${look.ms} ms`);
    const part = look.part('s1');
    assert.equal(part.state, 'stale');
    assert.equal(part.renewing, true);
    assert.equal(part.version, 1);
    assert.ok(part.fetchedAt, 'it says how old it is');
    // However many look meanwhile, it is asked for once.
    for (const again of await Promise.all(
      Array.from({ length: 20 }, () => visitor.look(10)),
    )) {
      assert.equal(again.part('s1').state, 'stale');
    }
    assert.equal(held.held, 1);
    held.letGo();
    ground.vendor.answer('s1');
    await visitor.until(10, 's1', shown => shown.version === version);
  });

  it('shows it beyond the deadline too, and says why it is old', async () => {
    await visitor.until(11, 's1', ({ state }) => state === 'ok');
    ground.vendor.answer('s1', () => {});
    const part = await visitor.until(11, 's1', it => it.reason !== undefined);
    assert.equal(part.state, 'stale');
    assert.equal(part.reason, 'timeout');
    assert.equal(part.version, 1);
    ground.vendor.answer('s1');
    await visitor.until(11, 's1', ({ state }) => state === 'ok');
  });
});

const HANGS: ReadonlyArray<{
  source: string;
  how: string;
  begin(): void;
  end(): Promise<void>;
}> = [
  {
    source: 's2',
    how: 'takes connections and never answers',
    begin: () => wires.s2.hang(),
    end: () => wires.s2.healthy(),
  },
  {
    source: 's3',
    how: 'is silent after its headers',
    begin: () => ground.vendor.answer('s3', headersOnly),
    end: async () => ground.vendor.answer('s3'),
  },
  {
    source: 's4',
    how: 'drips byte by byte',
    begin: () => wires.s4.drip(5),
    end: () => wires.s4.healthy(),
  },
];

for (const [at, { begin, end, how, source }] of HANGS.entries()) {
  describe(`fault 3: a source that ${how}`, () => {
    const first = 100 + at * 150;
    const looks: Look[] = [];

    before(async () => {
      // A healthy past.
      await visitor.look(first + 149);
      begin();
    });

    after(end);

    it(`is unavailable in ${HUNG_VIEWS} views, and takes nothing else with it`, async () => {
      const { byStatus } = await closedLoad({
        base: portal.url,
        concurrency: 20,
        requests: Array.from({ length: HUNG_VIEWS }, (_, view) => ({
          path: viewPath(first + view),
          headers: visitor.headers,
        })),
        onResponse: ({ body, ms, status }) => {
          const text = body.toString();
          looks.push({ status, ms, text } as Look);
        },
      });
      assert.deepEqual(byStatus, { 200: HUNG_VIEWS });
      const longest = Math.max(...looks.map(({ ms }) => ms));
      assert.ok(longest < DEADLINE_MS * 3, `waited ${longest} ms`);
    });

    it('is said by each view, with all other sources read', async () => {
      for (const view of [130, 131, 132]) {
        const look = await visitor.look(first + view);
        assert.deepEqual(look.states(), {
          ...allOk(),
          [source]: 'unavailable timeout',
        });
      }
    });

    it('is given up', async () => {
      let view = 0;
      await waitUntil(
        async () => {
          await visitor.look(first + view++);
          return (await visitor.sources())[source].breaker === 'open';
        },
        { timeoutMs: 60_000 },
      );
    });

    it('keeps no connection', async () => {
      const wire = wires[source];
      // One is that of a probe.
      await waitUntil(() => wire.connections <= 1, { timeoutMs: 20_000 });
    });

    it('is not waited for any more, while the others are read', async () => {
      const look = await visitor.look(first + 120);
      assert.deepEqual(look.states(), {
        ...allOk(),
        [source]: 'unavailable timeout',
      });
      assert.equal(accountCalls('s5', `a${first + 120}`), 1);
      assert.ok(look.ms < DEADLINE_MS * 0.8, `waited ${look.ms} ms`);
    });

    it('is read again once it is well', async () => {
      await end();
      for (const view of [0, 121]) {
        const part = await visitor.until(
          first + view,
          source,
          ({ state }) => state === 'ok',
          90_000,
        );
        assert.equal(part.version, 1);
      }
      assert.equal((await visitor.sources())[source].breaker, 'closed');
    });
  });
}

const FILLED = [
  'tickets',
  'subscriptions',
  'invoices',
  'contacts',
  'activity',
  'features',
] as const;

const headersOnly: VendorHandler = (_asked, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.flushHeaders();
};

function allOk(): Record<string, string> {
  return Object.fromEntries(FILLED.map((_, at) => [`s${at}`, 'ok']));
}

function accountCalls(source: string, account: string): number {
  return ground.vendor.callsOf(source).filter(call => call.account === account)
    .length;
}
