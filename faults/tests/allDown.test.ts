import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Portal, TcpFaultProxy } from 'rig';
import { Ground } from '../lib/Ground.ts';
import { sendText } from '../lib/ScriptedVendor.ts';
import { FACETS, freshFor, rest } from '../lib/times.ts';
import { partsOf, pathOf, Visitor } from '../lib/views.ts';

const FRESH_MS = 500;
const SOURCES = FACETS.length;

let ground: Ground;
let wire: TcpFaultProxy;
let portal: Portal;
let visitor: Visitor;

before(async () => {
  ground = await Ground.start({ fsync: false });
  wire = await ground.wire(ground.vendor.port);
  portal = await ground.portal({
    sources: SOURCES,
    customers: 20,
    namedCustomers: [
      { name: 'constructor', account: '__proto__' },
      { name: 'valueOf', account: 'constructor' },
    ],
    vendorUrl: `http://127.0.0.1:${wire.port}`,
    customer360: {
      deadline: { seconds: 2 },
      facets: freshFor(
        Object.fromEntries(FACETS.map(facet => [facet, FRESH_MS])),
      ),
    },
    transport: { maxAttempts: 1 },
  });
  visitor = await Visitor.at(portal);
});

afterEach(() => ground.assertWell());

after(() => ground?.end());

describe('fault 36: all sources are down', () => {
  afterEach(() => wire.healthy());

  it('gives a page of which every part says so, where nothing is known', async () => {
    await wire.down();
    const look = await visitor.look(0);
    assert.equal(look.view.customer.ref, 'customer:default/c0');
    assert.equal(look.view.customer.title, 'Customer 0');
    const parts = partsOf(look.view);
    assert.equal(parts.length, SOURCES);
    for (const part of parts) {
      assert.equal(part.state, 'unavailable');
      assert.equal(part.reason, 'network');
      assert.equal(part.data, undefined);
      assert.equal(part.fetchedAt, undefined);
    }
    assert.doesNotMatch(look.text, /ECONN|127\.0\.0\.1/);
    const { status } = await visitor.health();
    assert.equal(status, 'degraded');
  });

  it('gives the whole older page, each part with its age, where it is known', async () => {
    const known = await visitor.look(1);
    const ages = agesOf(partsOf(known.view));
    assert.equal(Object.keys(ages).length, SOURCES);
    await rest(2 * FRESH_MS);
    await wire.down();
    await visitor.look(1);
    await visitor.until(1, 's0', ({ reason }) => reason !== undefined);
    const look = await visitor.look(1);
    const parts = partsOf(look.view);
    for (const part of parts) {
      assert.equal(part.state, 'stale');
      assert.equal(part.reason, 'network');
      assert.equal(part.version, part.facet === 'activity' ? 1 : part.version);
      assert.ok(part.data, `${part.facet} is shown`);
      assert.ok(Date.parse(part.freshUntil!) < Date.now());
    }
    assert.deepEqual(agesOf(parts), ages);
    assert.equal(look.view.customer.title, 'Customer 1');
    assert.ok(look.text.includes('v1 of ticket'));
  });

  it('comes back by itself', async () => {
    for (const customer of [0, 1]) {
      for (let at = 0; at < SOURCES; at++) {
        await visitor.until(customer, `s${at}`, ({ reason }) => !reason);
      }
    }
  });
});

function agesOf(parts: ReturnType<typeof partsOf>): Record<string, string> {
  return Object.fromEntries(
    parts.flatMap(({ facet, fetchedAt }) =>
      fetchedAt ? [[facet, fetchedAt]] : [],
    ),
  );
}

describe('fault 24: names that JavaScript has a meaning for', () => {
  after(() => ground.vendor.answer('s9'));

  const inherited = async () =>
    (await fetch(`${portal.url}/api/disturbance/inherited`)).json();

  for (const [path, status] of [
    ['/customers/default/__proto__/view', 400],
    ['/customers/default/toString/view', 404],
    ['/customers/default/hasOwnProperty/view', 404],
    ['/customers/__proto__/c0/view', 400],
    ['/customers/constructor/c0/view', 404],
    ['/customers/default/constructor.prototype/view', 404],
    ['/customers/default/%5F%5Fproto%5F%5F/view', 400],
    ['/customers/default/c0/facets/__proto__', 400],
    ['/customers/default/c0/facets/constructor', 404],
    ['/customers/default/c0/facets/toString', 404],
    ['/customers/default/__proto__/access', 400],
    ['/customers/default/toString/stream', 404],
  ] as const) {
    it(`${path} is ${status}`, async () => {
      const look = await visitor.get(path);
      assert.equal(look.status, status, look.text);
      assert.deepEqual(await inherited(), []);
    });
  }

  it('takes none of them for a source or a facet', async () => {
    for (const body of [
      '{"source":"__proto__"}',
      '{"source":"constructor"}',
      '{"facets":["__proto__"]}',
      '{"facets":["constructor"]}',
      '{"__proto__":{"source":"s0"},"source":"toString"}',
    ]) {
      const { status } = await fetch(`${portal.api}${pathOf(2)}/invalidate`, {
        method: 'POST',
        headers: {
          authorization: portal.service(),
          'content-type': 'application/json',
        },
        body,
      });
      assert.equal(status, 400, body);
    }
    for (const body of [
      '{"facets":["constructor"]}',
      '{"facets":["__proto__"]}',
    ]) {
      const { status } = await visitor.get(`${pathOf(2)}/refresh`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      assert.equal(status, 400, body);
    }
    const query = await visitor.get(
      `${pathOf(
        2,
      )}/view?__proto__[polluted]=1&constructor[prototype][polluted]=1`,
    );
    assert.ok([200, 400].includes(query.status), query.text);
    assert.ok(!query.text.includes('polluted') || query.status === 400);
    assert.deepEqual(await inherited(), []);
  });

  it('shows a customer and an account of such a name as any other', async () => {
    for (const [name, account] of [
      ['constructor', '__proto__'],
      ['valueOf', 'constructor'],
    ]) {
      const first = await visitor.look(name);
      for (const part of partsOf(first.view)) {
        assert.equal(part.state, 'ok', `${part.facet} of ${name}`);
      }
      assert.equal(
        first.view.customer.ref,
        `customer:default/${name.toLowerCase()}`,
      );
      assert.ok(first.text.includes(`${account}-ticket-0-v1`));
      // Out of the cache too.
      const again = await visitor.look(name);
      assert.ok(again.text.includes(`${account}-ticket-0-v1`));
    }
  });

  it('keeps what a vendor says as data', async () => {
    ground.vendor.answer('s9', (asked, response) => {
      const record = JSON.stringify(ground.vendor.record(asked)).slice(1, -1);
      const field = (key: string) =>
        `{"source":"s9","id":"${key}","key":"${key}","label":"${key}","value":"of ${key}","__proto__":{"polluted":1}}`;
      sendText(
        response,
        `{${record},"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"data":{"name":"__proto__","domain":"a.example","children":[],"warnings":[],"__proto__":{"polluted":1},"constructor":1,"toString":"x","fields":[${[
          '__proto__',
          'constructor',
          'toString',
          'hasOwnProperty',
        ].map(field)}],"records":[{"source":"s9","id":"__proto__"}]}}`,
      );
    });
    for (let time = 0; time < 2; time++) {
      const look = await visitor.look(5);
      const part = look.part('s9');
      assert.equal(part.state, 'ok');
      assert.equal(part.data?.name, '__proto__');
      assert.deepEqual(
        (part.data?.fields as Array<{ key: string }>).map(({ key }) => key),
        ['__proto__', 'constructor', 'toString', 'hasOwnProperty'],
      );
      assert.ok(!look.text.includes('polluted'));
    }
    assert.deepEqual(await inherited(), []);
    assert.equal((await visitor.look(6)).states().s0, 'ok');
  });
});
