import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { waitUntil, type Portal } from 'rig';
import { Ground } from '../lib/Ground.ts';
import { Gate, sendJson, type VendorHandler } from '../lib/ScriptedVendor.ts';
import { freshFor } from '../lib/times.ts';
import { Visitor } from '../lib/views.ts';

/** Failures in a row that open the breaker. */
const TO_OPEN = 10;
const FIRST_OPEN_MS = 5_000;

let ground: Ground;
let portal: Portal;
let visitor: Visitor;
let customer = 0;

before(async () => {
  ground = await Ground.start({ fsync: false });
  portal = await ground.portal({
    sources: 3,
    customers: 2_500,
    customer360: { deadline: { seconds: 2 }, facets: freshFor() },
  });
  visitor = await Visitor.at(portal);
});

afterEach(() => ground.assertWell());

after(() => ground?.end());

function next(): number {
  customer += 1;
  return customer;
}

const ill: VendorHandler = (_asked, response) =>
  sendJson(response, { error: 'vendor-secret' }, 500);

/** So many views of so many others, four at a time. */
async function views(count: number): Promise<void> {
  let left = count;
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      while (left > 0) {
        left -= 1;
        const look = await visitor.look(next());
        assert.ok(!look.text.includes('vendor-secret'));
      }
    }),
  );
}

describe('fault 7: a source that answers nothing but errors', () => {
  const source = 's0';
  let openedAt = 0;

  after(() => ground.vendor.answer(source));

  it('is called little more than once a read until it is given up', async () => {
    await views(40);
    const from = ground.vendor.calls.length;
    ground.vendor.answer(source, ill);
    let reads = 0;
    while ((await visitor.sources())[source].breaker === 'closed') {
      const look = await visitor.look(next());
      assert.equal(look.states()[source], 'unavailable upstream');
      assert.equal(look.states().s1, 'ok');
      reads += 1;
      assert.ok(reads <= 2 * TO_OPEN, 'it is not given up');
    }
    openedAt = performance.now();
    const calls = ground.vendor.callsOf(source, from).length;
    assert.ok(calls <= 1.2 * reads, `${calls} calls for ${reads} reads`);
  });

  it('is then called by probes alone, however many look', async () => {
    const from = ground.vendor.calls.length;
    await views(300);
    const seconds = (performance.now() - openedAt) / 1_000;
    const calls = ground.vendor.callsOf(source, from).length;
    const probes = Math.ceil((seconds * 1_000) / FIRST_OPEN_MS);
    assert.ok(calls <= probes, `${calls} calls in ${seconds} s`);
    const look = await visitor.look(next());
    assert.equal(look.states()[source], 'unavailable upstream');
    assert.equal(look.states().s1, 'ok');
  });

  it('is found out about by one probe at a time', async () => {
    const gate = new Gate(ground.vendor);
    const from = ground.vendor.calls.length;
    ground.vendor.answer(source, gate.handler);
    await waitUntil(
      async () => {
        await views(8);
        return gate.held > 0;
      },
      { timeoutMs: 60_000, everyMs: 250 },
    );
    assert.equal((await visitor.sources())[source].breaker, 'half_open');
    await views(40);
    assert.equal(gate.held, 1);
    assert.equal(ground.vendor.callsOf(source, from).length, 1);
    gate.letGo();
    ground.vendor.answer(source);
    // The probe was all that was needed.
    await waitUntil(
      async () => (await visitor.sources())[source].breaker === 'closed',
    );
    assert.equal((await visitor.look(next())).states()[source], 'ok');
  });

  it('is left alone longer when the probe fails too', async () => {
    ground.vendor.answer(source, ill);
    const opened = async () =>
      (await visitor.sources())[source].breaker === 'open';
    while (!(await opened())) {
      await views(1);
    }
    const from = ground.vendor.calls.length;
    const startedAt = performance.now();
    await waitUntil(
      async () => {
        await views(4);
        return performance.now() - startedAt > 3.5 * FIRST_OPEN_MS;
      },
      { timeoutMs: 60_000, everyMs: 250 },
    );
    // One after 5 s and one after 10 s more.
    const calls = ground.vendor.callsOf(source, from);
    assert.ok(calls.length >= 1, 'nobody finds out');
    assert.ok(calls.length <= 2, `${calls.length} calls`);
    ground.vendor.answer(source);
    await waitUntil(
      async () => (await visitor.look(next())).states()[source] === 'ok',
      { timeoutMs: 60_000, everyMs: 250 },
    );
  });
});

describe('fault 8: retries in more than one place', () => {
  const source = 's1';

  after(() => ground.vendor.answer(source));

  it('makes no more of the calls than one budget lets', async () => {
    // Never so often in a row that it is given up.
    let calls = 0;
    ground.vendor.answer(source, (asked, response, request) => {
      calls += 1;
      if (calls % 2 === 0) {
        ill(asked, response, request);
      } else {
        sendJson(response, ground.vendor.record(asked));
      }
    });
    const before = await logicalReads();
    for (let round = 0; round < 30; round++) {
      const names = [next(), next(), next(), next()];
      await Promise.all(names.map(name => visitor.look(name)));
      // Asked again at once, by the same and by a refresh.
      await Promise.all(
        names.flatMap(name => [
          visitor.look(name),
          visitor.refresh(name),
          visitor.refresh(name),
        ]),
      );
    }
    const reads = (await logicalReads()) - before;
    assert.ok(reads >= 120, `${reads} reads`);
    assert.ok(calls <= 1.2 * reads, `${calls} calls for ${reads} reads`);
    assert.ok(calls >= reads, `${calls} calls for ${reads} reads`);
    assert.equal((await visitor.sources())[source].breaker, 'closed');
  });

  /** Reads of the source that the engine knows of, however they ended. */
  async function logicalReads(): Promise<number> {
    const { counted } = await portal.usage();
    return Object.entries(counted)
      .filter(
        ([name]) =>
          name.startsWith('customer360.facet.fills{') &&
          name.includes(`source=${source}`),
      )
      .reduce((sum, [, count]) => sum + count, 0);
  }
});
