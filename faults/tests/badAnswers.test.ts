import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { closedLoad, waitUntil, type Portal, type TcpFaultProxy } from 'rig';
import { Ground } from '../lib/Ground.ts';
import {
  sendJson,
  sendText,
  type Asked,
  type VendorHandler,
} from '../lib/ScriptedVendor.ts';
import { freshFor, rest } from '../lib/times.ts';
import { viewPath, Visitor } from '../lib/views.ts';

const SHORT_MS = 400;
const MAX_BODY = 1024 * 1024;
/** Words of the network, of JSON and of zod that must not be in a page. */
const FOREIGN =
  /ECONN|ENOTFOUND|EAI_AGAIN|socket|hang up|127\.0\.0\.1|localhost|Unexpected token|undici|zod|invalid_type|vendor-secret/i;

let ground: Ground;
let portal: Portal;
let visitor: Visitor;
let wire: TcpFaultProxy;
let customer = 0;

before(async () => {
  ground = await Ground.start({ fsync: false });
  wire = await ground.wire(ground.vendor.port);
  portal = await ground.portal({
    sources: 8,
    customers: 400,
    vendorUrls: {
      s2: `http://127.0.0.1:${wire.port}`,
      s7: 'http://no-such-vendor.invalid',
    },
    readItems: true,
    customer360: {
      deadline: { seconds: 3 },
      facets: freshFor({
        subscriptions: SHORT_MS,
        invoices: SHORT_MS,
        contacts: SHORT_MS,
        features: SHORT_MS,
      }),
    },
    transport: { maxAttempts: 1, maxBodyBytes: MAX_BODY },
  });
  visitor = await Visitor.at(portal);
});

afterEach(() => ground.assertWell());

after(() => ground?.end());

/** One whom nobody has looked at. */
function next(): number {
  customer += 1;
  return customer;
}

describe('fault 4: a source that cannot be reached', () => {
  const CUTS: ReadonlyArray<[string, () => Promise<void> | void]> = [
    ['refuses connections', () => wire.down()],
    ['is reset as soon as it is connected', () => wire.resetPeer()],
    ['is reset in the midst of its answer', () => wire.limitData(220)],
  ];

  for (const [how, cut] of CUTS) {
    it(`is unavailable, and stale where it was known, when it ${how}`, async () => {
      const known = next();
      await visitor.until(known, 's2', ({ state }) => state === 'ok');
      await rest(SHORT_MS);
      await cut();
      const unknown = await visitor.look(next());
      assert.equal(unknown.states().s2, 'unavailable network');
      assert.equal(unknown.part('s2').data, undefined);
      assert.equal(unknown.states().s1, 'ok');
      assert.doesNotMatch(unknown.text, FOREIGN);
      const part = await visitor.until(known, 's2', it => !!it.reason);
      assert.equal(part.state, 'stale');
      assert.equal(part.reason, 'network');
      assert.equal(part.version, 1);
      assert.doesNotMatch((await visitor.look(known)).text, FOREIGN);
      await wire.healthy();
      await visitor.until(known, 's2', ({ state }) => state === 'ok');
    });
  }

  it('is unavailable when its name is not known', async () => {
    const look = await visitor.look(next());
    assert.equal(look.states().s7, 'unavailable network');
    assert.doesNotMatch(look.text, FOREIGN);
  });
});

const RECORD = { account: 'a0', facet: 'subscriptions', version: 9 };
const WHOLE = { ...RECORD, readAt: '2026-01-01T00:00:00.000Z' };
const LOGIN = '<html><body>Please sign in: vendor-secret</body></html>';

/** Answers with status 200 that are none, by the name of what they are. */
const BAD_ANSWERS: Record<
  string,
  { body: (asked: Asked) => string | Buffer; headers?: Record<string, string> }
> = {
  'broken JSON': { body: () => '{"account": "a0", vendor-secret' },
  'a JSON document that ends too soon': {
    body: asked => JSON.stringify({ ...WHOLE, ...asked }).slice(0, 40),
  },
  'a sign-in page': {
    body: () => LOGIN,
    headers: { 'content-type': 'text/html' },
  },
  'a sign-in page that says it is JSON': { body: () => LOGIN },
  'JSON of another content type': {
    body: asked => JSON.stringify({ ...WHOLE, ...asked }),
    headers: { 'content-type': 'text/plain' },
  },
  'a byte order mark before the JSON': {
    body: asked => `\ufeff${JSON.stringify({ ...WHOLE, ...asked })}`,
  },
  'invalid UTF-8': {
    body: asked =>
      Buffer.concat([
        Buffer.from(JSON.stringify({ ...WHOLE, ...asked }).slice(0, -1)),
        Buffer.from(',"note":"'),
        Buffer.from([0xc3, 0x28]),
        Buffer.from('"}'),
      ]),
  },
  'NaN for a number': {
    body: asked =>
      JSON.stringify({ ...WHOLE, ...asked }).replace(
        '"version":9',
        '"version":NaN',
      ),
  },
  'an empty body': { body: () => '' },
  null: { body: () => 'null' },
  'a list': { body: () => '[]' },
};

describe('fault 9: answers that are none', () => {
  const kinds = Object.entries(BAD_ANSWERS);
  const known: number[] = [];
  const unknown: number[] = [];

  before(async () => {
    for (const [] of kinds) {
      known.push(next());
      unknown.push(next());
    }
    for (const it of known) {
      await visitor.until(it, 's1', ({ state }) => state === 'ok');
    }
    await rest(SHORT_MS);
    ground.vendor.answer('s1', (asked, response) => {
      const at = Number(asked.account.slice(1));
      const kind = Math.max(known.indexOf(at), unknown.indexOf(at));
      const { body, headers } = kinds[kind][1];
      sendText(response, body(asked), 200, headers);
    });
  });

  after(() => ground.vendor.answer('s1'));

  for (const [at, [kind]] of kinds.entries()) {
    it(`gives schema for ${kind}, and keeps the old value`, async () => {
      const look = await visitor.look(unknown[at]);
      assert.equal(look.states().s1, 'unavailable schema');
      assert.equal(look.part('s1').data, undefined);
      assert.doesNotMatch(look.text, FOREIGN);
      const part = await visitor.until(known[at], 's1', it => !!it.reason);
      assert.equal(part.state, 'stale');
      assert.equal(part.reason, 'schema');
      assert.equal(part.version, 1);
      const page = await visitor.look(known[at]);
      assert.doesNotMatch(page.text, FOREIGN);
    });
  }

  it('is no illness that would open the breaker', async () => {
    assert.equal((await visitor.sources()).s1.breaker, 'closed');
  });

  it('was kept nowhere as something read', async () => {
    ground.vendor.answer('s1');
    for (const at of [...known, ...unknown]) {
      ground.vendor.write({
        source: 's1',
        account: `a${at}`,
        facet: 'subscriptions',
      });
    }
    for (const at of [...known, ...unknown]) {
      const part = await visitor.until(
        at,
        's1',
        ({ state, version }) => state === 'ok' || version === 9,
      );
      assert.equal(part.version, 2);
    }
  });
});

describe('fault 10: answers that are too much', () => {
  const HUGE = 200 * 1024 * 1024;
  let sent = 0;

  /** Writes as long as somebody takes it. */
  const stream =
    (chunk: Buffer, total: number, headers: object): VendorHandler =>
    (_asked, response) => {
      response.writeHead(200, {
        'content-type': 'application/json',
        ...headers,
      });
      let written = 0;
      sent = 0;
      const more = () => {
        while (!response.destroyed && written < total) {
          written += chunk.length;
          sent += chunk.length;
          if (!response.write(chunk)) {
            response.once('drain', more);
            return;
          }
        }
        response.end();
      };
      response.write('{"account":"a0","x":"');
      more();
    };

  const BOMB = gzipSync(Buffer.alloc(256 * 1024 * 1024, 'a'), { level: 1 });

  const BODIES: ReadonlyArray<[string, () => VendorHandler]> = [
    ['a body of 200 MB', () => stream(Buffer.alloc(64 * 1024, 'a'), HUGE, {})],
    [
      'a body that unpacks to hundreds of megabytes',
      () => (_asked, response) =>
        sendText(response, BOMB, 200, { 'content-encoding': 'gzip' }),
    ],
    [
      'hundreds of thousands of brackets within each other',
      () => (_asked, response) =>
        sendText(
          response,
          `{"account":"a0","note":${'['.repeat(400_000)}${']'.repeat(
            400_000,
          )}}`,
        ),
    ],
    [
      'a note that is nested as deep',
      () => (_asked, response) =>
        sendText(response, `${'{"a":'.repeat(150_000)}1${'}'.repeat(150_000)}`),
    ],
  ];

  after(() => ground.vendor.answer('s3'));

  for (const [what, handler] of BODIES) {
    it(`cuts ${what}, while other pages are given`, async () => {
      const warm = next();
      const known = next();
      await visitor.until(warm, 's3', ({ state }) => state === 'ok');
      await visitor.until(known, 's3', ({ state }) => state === 'ok');
      await rest(SHORT_MS);
      await portal.usage();
      const memory = (await portal.usage()).memory.rss;
      ground.vendor.answer('s3', handler());
      const cold = Array.from({ length: 8 }, () => visitor.look(next()));
      const { byStatus, count } = await closedLoad({
        base: portal.url,
        concurrency: 2,
        requests: Array.from({ length: 200 }, () => ({
          path: viewPath(warm),
          headers: visitor.headers,
        })),
      });
      assert.deepEqual(byStatus, { 200: count });
      for (const look of await Promise.all(cold)) {
        assert.equal(look.states().s3, 'unavailable schema');
        assert.equal(look.states().s4, 'ok');
        assert.doesNotMatch(look.text, FOREIGN);
      }
      const part = await visitor.until(known, 's3', it => !!it.reason);
      assert.equal(part.state, 'stale');
      assert.equal(part.reason, 'schema');
      const { loopMaxMs, memory: after } = await portal.usage();
      assert.ok(
        loopMaxMs < 1_000,
        `the process stood still for ${loopMaxMs} ms`,
      );
      assert.ok(
        after.rss - memory < HUGE,
        `it took ${(after.rss - memory) / MAX_BODY} MB`,
      );
      // What the system keeps on its way is more than the limit, but no 200 MB.
      assert.ok(sent < HUGE / 4, `${sent} bytes were taken`);
      ground.vendor.answer('s3');
      await visitor.until(known, 's3', ({ state }) => state === 'ok');
    });
  }
});

describe('fault 11: answers in another form than agreed', () => {
  const DRIFTS: Record<string, (record: Record<string, unknown>) => object> = {
    'a field that is missing': ({ version: _, ...record }) => record,
    'a field that is renamed': ({ version, ...record }) => ({
      ...record,
      ver: version,
    }),
    'text for a number': record => ({ ...record, version: '9' }),
    'nothing for a number': record => ({ ...record, version: null }),
    'a number for the id': record => ({ ...record, account: 9 }),
    'a record whose own field is gone': record => ({
      ...record,
      data: { features: [{ source: 's5', id: 'x' }] },
    }),
    'an unknown word where there is a closed set': record => ({
      ...record,
      data: {
        features: [{ source: 's5', id: 1, name: 'x', adopted: 'maybe' }],
      },
    }),
  };

  const drifted: number[] = [];

  after(() => ground.vendor.answer('s5'));

  for (const [drift, apply] of Object.entries(DRIFTS)) {
    it(`gives schema for ${drift}, and the old value as stale`, async () => {
      const known = next();
      ground.vendor.answer('s5');
      await visitor.until(known, 's5', ({ state }) => state === 'ok');
      ground.vendor.answer('s5', (asked, response) =>
        sendJson(response, apply(ground.vendor.record(asked))),
      );
      await rest(SHORT_MS);
      const part = await visitor.until(known, 's5', it => !!it.reason);
      assert.equal(part.state, 'stale');
      assert.equal(part.reason, 'schema');
      assert.equal(part.version, 1);
      const unknown = next();
      const look = await visitor.look(unknown);
      assert.equal(look.states().s5, 'unavailable schema');
      drifted.push(known, unknown);
    });
  }

  it('was kept nowhere as something read', async () => {
    ground.vendor.answer('s5');
    for (const at of drifted) {
      const part = await visitor.until(at, 's5', ({ state }) => state === 'ok');
      assert.equal(part.version, 1);
    }
  });

  it('gives a part, and counts it, where what drifts may be missing', async () => {
    ground.vendor.answer('s5', (asked, response) =>
      sendJson(response, {
        ...ground.vendor.record(asked),
        note: { text: 'vendor-secret' },
        more: 'that nobody asked for',
      }),
    );
    const look = await visitor.look(next());
    const part = look.part('s5');
    assert.equal(part.state, 'partial');
    assert.equal(part.missing?.length, 1);
    assert.equal(part.version, 1);
    assert.doesNotMatch(look.text, FOREIGN);
    const { counted } = await portal.usage();
    assert.ok(
      Object.entries(counted).some(
        ([name, count]) =>
          name.startsWith('customer360.facet.drifts{') &&
          name.includes('source=s5') &&
          count > 0,
      ),
    );
  });
});

describe('fault 12: more records than a page can hold', () => {
  const PER_PAGE = 100;

  /** @param pages - what the vendor has, whoever asks */
  const list =
    (pages: number, page?: number): VendorHandler =>
    (asked, response) =>
      sendJson(response, {
        ...ground.vendor.record(asked),
        page: page ?? asked.page,
        pages,
        items: Array.from(
          { length: asked.page <= pages ? PER_PAGE : 0 },
          (_, at) => ({
            id: `${asked.account}-ticket-${asked.page}-${at}-v1`,
            name: `Ticket ${at} of page ${asked.page}`,
          }),
        ),
      });

  const costs: number[] = [];
  const sizes: number[] = [];

  after(() => ground.vendor.answer('s0'));

  for (const [what, pages] of [
    ['10,000 tickets', 100],
    ['200,000 tickets', 2_000],
  ] as const) {
    it(`shows 500 of ${what} and says that there are more`, async () => {
      ground.vendor.answer('s0', list(pages));
      const from = ground.vendor.calls.length;
      const look = await visitor.look(next());
      const part = look.part('s0');
      assert.equal(part.state, 'ok');
      assert.equal(part.truncated, true);
      assert.equal((part.data?.tickets as object[]).length, 500);
      costs.push(ground.vendor.callsOf('s0', from).length);
      sizes.push(look.text.length);
    });
  }

  it('costs the same whatever there is', () => {
    assert.equal(costs[0], costs[1]);
    assert.equal(costs[0], 500 / PER_PAGE);
    assert.ok(Math.abs(sizes[0] - sizes[1]) < sizes[0] / 10);
  });

  it('is empty where there is none', async () => {
    ground.vendor.answer('s0', list(0));
    const from = ground.vendor.calls.length;
    const part = (await visitor.look(next())).part('s0');
    assert.equal(part.state, 'empty');
    assert.equal(part.truncated, undefined);
    assert.equal(ground.vendor.callsOf('s0', from).length, 1);
  });

  it('leaves a list that goes round in circles', async () => {
    ground.vendor.answer('s0', list(2_000, 1));
    const from = ground.vendor.calls.length;
    const part = (await visitor.look(next())).part('s0');
    assert.equal(part.state, 'ok');
    assert.equal(part.truncated, true);
    assert.ok(ground.vendor.callsOf('s0', from).length <= 3);
  });

  it('bounds a list of empty pages', async () => {
    ground.vendor.answer('s0', (asked, response) =>
      sendJson(response, {
        ...ground.vendor.record(asked),
        page: asked.page,
        pages: 100_000,
        items: [],
      }),
    );
    const from = ground.vendor.calls.length;
    const part = (await visitor.look(next())).part('s0');
    assert.equal(part.truncated, true);
    const calls = ground.vendor.callsOf('s0', from).length;
    assert.ok(calls <= 20, `${calls} calls`);
  });
});

describe('fault 40: an answer about somebody else', () => {
  const OTHER = 'a-stranger';

  after(() => ground.vendor.answer('s2'));

  it('is shown nowhere, takes the old value with it, and rings a bell', async () => {
    const known = next();
    const unknown = next();
    await visitor.until(known, 's2', ({ state }) => state === 'ok');
    await rest(SHORT_MS);
    const keysBefore = await keysOfReadings('invoices');
    const lines = portal.process.lines.length;
    ground.vendor.answer('s2', (asked, response) =>
      sendJson(response, {
        ...ground.vendor.record(asked),
        account: OTHER,
        version: 77,
      }),
    );
    const look = await visitor.look(unknown);
    assert.equal(look.states().s2, 'unavailable identity_mismatch');
    assert.equal(look.part('s2').data, undefined);
    assert.ok(!look.text.includes(OTHER));
    const part = await visitor.until(known, 's2', it => !!it.reason);
    assert.equal(part.state, 'unavailable');
    assert.equal(part.reason, 'identity_mismatch');
    assert.equal(part.data, undefined);
    // The known one is gone from the shared cache, the unknown one never came.
    await waitUntil(
      async () => (await keysOfReadings('invoices')) === keysBefore - 1,
    );
    const said = portal.process.lines.slice(lines).join('\n');
    assert.match(said, /"level":"warn"|warn/);
    assert.match(said, /another customer than the one asked for/);
    assert.ok(!said.includes(OTHER));
    ground.vendor.answer('s2');
    for (const it of [known, unknown]) {
      const again = await visitor.until(
        it,
        's2',
        ({ state }) => state === 'ok',
      );
      assert.equal(again.version, 1);
    }
  });
});

/** How many readings of a facet the shared cache holds. */
async function keysOfReadings(facet: string): Promise<number> {
  return ((await ground.redis.call('KEYS', `c360:*:${facet}`)) as unknown[])
    .length;
}
