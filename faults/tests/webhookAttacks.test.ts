import assert from 'node:assert/strict';
import { createHmac, randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { after, afterEach, before, describe, it } from 'node:test';
import {
  closedLoad,
  openLoad,
  signDelivery,
  waitUntil,
  type LoadRequest,
  type Portal,
} from 'rig';
import {
  deliver,
  SECRET,
  send,
  tell,
  type Delivery,
  type Reply,
} from '../lib/deliveries.ts';
import { Ground } from '../lib/Ground.ts';
import type { PluginDatabase } from '../lib/PluginDatabase.ts';
import { late } from '../lib/ScriptedVendor.ts';
import { rest } from '../lib/times.ts';
import { startToldPortals } from '../lib/ToldPortals.ts';
import type { Visitor } from '../lib/views.ts';

/** Events of one flood, as fast as they can be sent. */
const FLOOD = Number(process.env.FAULTS_FLOOD ?? 5_000);
const CALLERS = 48;
const MINUTE = 60_000;
const MEGABYTE = 1_024 ** 2;
const WEBHOOK = '/api/customer-360/v1/webhooks/s0';

let ground: Ground;
let portals: readonly Portal[];
let visitors: readonly Visitor[];
let database: PluginDatabase;

before(async () => {
  ground = await Ground.start({ fsync: false });
  ({ database, portals, visitors } = await startToldPortals(
    ground,
    { sources: 2, customers: 20 },
    [{}, { clockOffsetMs: 10 * MINUTE }],
    // Audit events are lines of the log.
    { LOG_LEVEL: 'info' },
  ));
});

afterEach(() => ground.assertWell());

after(() => ground?.end());

const eventOf = (customer: number): Delivery => ({
  id: randomUUID(),
  account: `a${customer}`,
});

/** Without what each answer has of its own. */
function sameOfAll({ headers, status, text }: Reply) {
  return {
    status,
    text,
    headers: [...headers].filter(
      ([name]) => !/^(?:date|ratelimit|x-request-id)/.test(name),
    ),
  };
}

describe('fault 13: an instance whose clock is wrong, which only vendors call', () => {
  it('takes what was just signed, and nothing old', async () => {
    await tell(portals[1], 's0', eventOf(0));
    const at = Date.now() + 10 * MINUTE;
    const { status } = await deliver(portals[1], 's0', eventOf(0), { at });
    assert.equal(status, 401);
  });
});

describe('fault 20: deliveries that its vendor has not sent', () => {
  const body = JSON.stringify(eventOf(1));
  const signed = signDelivery(body, { secret: SECRET, source: 's0' });
  const signature = signed['x-signature'];
  const without = (name: string) =>
    Object.fromEntries(Object.entries(signed).filter(([key]) => key !== name));
  const withSignature = (text: string) => ({ ...signed, 'x-signature': text });
  const own = (secret: string, of: string | Buffer = body) =>
    withSignature(
      createHmac('sha256', secret)
        .update(`${signed['x-stamp']}.`)
        .update(of)
        .digest('hex'),
    );
  const DEEP = '['.repeat(200_000);
  const FORGED: ReadonlyArray<
    [string, Record<string, string>, string | Buffer]
  > = [
    ['has no signature', without('x-signature'), body],
    ['has no stamp', without('x-stamp'), body],
    ['is signed with a wrong secret', own('wrong'), body],
    [
      "is signed with another source's secret",
      signDelivery(body, { secret: SECRET, source: 's1' }),
      body,
    ],
    ["is signed with the secret's first part", own(SECRET), body],
    ['is signed with no secret', own(''), body],
    [
      'was written anew with the same meaning',
      signed,
      JSON.stringify(JSON.parse(body), null, 1),
    ],
    ['has one byte more', signed, `${body} `],
    ['is stamped anew', { ...signed, 'x-stamp': '1' }, body],
    ['has an empty signature', withSignature(''), body],
    ['has half a signature', withSignature(signature.slice(0, 32)), body],
    ['has a longer signature', withSignature(`${signature}00`), body],
    ['has a very long one', withSignature('0'.repeat(8_000)), body],
    ['has one of other letters', withSignature('é'.repeat(64)), body],
    [
      'has one that folds to the right one',
      withSignature(signature.replace(/[a-f]/, '\u00aa')),
      body,
    ],
    [
      'names two of them',
      withSignature(`${'0'.repeat(64)},${signature}`),
      body,
    ],
    ['is no JSON', own('wrong'), '{'],
    ['is empty', own('wrong', ''), ''],
    ['is nested without end', own('wrong', DEEP), DEEP],
    [
      'has names that JavaScript has a meaning for',
      own('wrong'),
      '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
    ],
    ['is no text', own('wrong'), Buffer.from([0xff, 0xfe, 0x00, 0x80])],
  ];

  it('refuses all of them alike, and keeps nothing of them', async () => {
    const all = async () =>
      Object.values(await database.events('s0')).reduce((a, b) => a + b, 0);
    const kept = await all();
    const answers = new Map<string, string[]>();
    for (const [how, headers, bytes] of FORGED) {
      for (const portal of portals) {
        const reply = await send(portal, 's0', bytes, headers);
        const seen = JSON.stringify(sameOfAll(reply));
        answers.set(seen, [...(answers.get(seen) ?? []), how]);
        assert.equal(reply.status, 401, how);
      }
    }
    assert.equal(answers.size, 1, JSON.stringify([...answers], null, 1));
    assert.equal(await all(), kept);
    for (const portal of portals) {
      const inherited = await fetch(`${portal.url}/api/disturbance/inherited`);
      assert.deepEqual(await inherited.json(), []);
    }
    // What they were made of is good.
    const { status } = await send(portals[0], 's0', body, signed);
    assert.equal(status, 200);
  });

  it('says it to the auditor once in a while, and counts the others', async () => {
    const lines: string[] = [];
    const forget = portals[0].process.onLine(line => lines.push(line));
    const before = (await visitors[0].sources()).s0.webhook!.refused.signature;
    await Promise.all(
      Array.from({ length: 300 }, () =>
        send(portals[0], 's0', body, own(randomUUID())),
      ),
    );
    const after = (await visitors[0].sources()).s0.webhook!.refused.signature;
    forget();
    assert.equal(after - before, 300);
    const told = lines.filter(line => line.includes('webhook-refuse'));
    // An event has two lines; that of the test before counts as well.
    assert.ok(told.length <= 2, `${told.length} lines`);
    const log = portals[0].process.lines.join('\n');
    for (const secret of [SECRET, signature, JSON.parse(body).id]) {
      assert.ok(!log.includes(secret), 'the log has something of a delivery');
    }
  });

  it('does not say which sources there are', async () => {
    const [none, other] = await Promise.all([
      send(portals[0], 's9', body, signed),
      send(portals[0], '__proto__', body, signed),
    ]);
    assert.deepEqual(sameOfAll(none), sameOfAll(other));
    assert.equal(none.status, 404);
  });
});

describe('fault 22: a flood', () => {
  it('keeps all that it takes, reads no more than is looked at, and shows the newest', async () => {
    const customer = 2;
    ground.vendor.answer('s0', late(ground.vendor, 5));
    const kept = (await database.events('s0')).done ?? 0;
    const calls = ground.vendor.calls.length;
    const seen = { sent: 0, looks: 0 };
    let version = 1;
    function* flood(): Generator<LoadRequest> {
      for (; seen.sent < FLOOD; seen.sent++) {
        if (seen.sent % 100 === 0) {
          version = ground.vendor.write({
            source: 's0',
            account: `a${customer}`,
            facet: 'tickets',
          });
        }
        const delivery = JSON.stringify(eventOf(customer));
        yield {
          path: WEBHOOK,
          method: 'POST',
          headers: signDelivery(delivery, { secret: SECRET, source: 's0' }),
          body: delivery,
        };
      }
    }
    let flooding = true;
    const looking = (async () => {
      for (let at = 0; flooding; at++) {
        const part = (await visitors[at % 2].look(customer)).part('s0');
        seen.looks += 1;
        assert.match(part.state, /^(?:ok|stale)$/);
        await rest(50);
      }
    })();
    const startedAt = performance.now();
    const result = await closedLoad({
      requests: flood(),
      base: portals[0].url,
      concurrency: CALLERS,
      timeoutMs: 60_000,
    });
    const seconds = (performance.now() - startedAt) / 1_000;
    flooding = false;
    await looking;
    const { '200': taken = 0, ...others } = result.byStatus;
    assert.equal(result.failed, 0, JSON.stringify(result.byError));
    assert.deepEqual(
      Object.keys(others).filter(status => status !== '503'),
      [],
    );
    await waitUntil(async () => !(await database.events('s0')).waiting, {
      timeoutMs: 60_000,
    });
    const events = await database.events('s0');
    assert.equal((events.done ?? 0) - kept, taken);
    assert.equal(events.dead ?? 0, 0);
    const bumps = (await database.generations()).get(
      `c${customer} s0/tickets`,
    )!;
    assert.ok(bumps > 0 && bumps <= taken / 2, `${bumps} bumps`);
    const reads = ground.vendor
      .callsOf('s0', calls)
      .filter(call => call.account === `a${customer}`).length;
    assert.ok(reads <= seen.looks, `${reads} reads for ${seen.looks} looks`);
    for (const visitor of visitors) {
      const part = (await visitor.look(customer)).part('s0');
      assert.equal(part.state, 'ok');
      assert.equal(part.version, version);
    }
    console.log(
      `${taken} of ${FLOOD} taken in ${seconds.toFixed(1)} s (${Math.round(
        taken / seconds,
      )}/s, p50 ${result.p50.toFixed(0)} ms, p99 ${result.p99.toFixed(
        0,
      )} ms), ${bumps} bumps, ${reads} reads for ${seen.looks} looks`,
    );
    ground.vendor.answer('s0');
  });

  it(`takes ${FLOOD} that all come within a second, in time or when they are told again, and serves people meanwhile`, async () => {
    const customer = 3;
    const key = `c${customer} s0/tickets`;
    const kept = (await database.events('s0')).done ?? 0;
    const bumped = (await database.generations()).get(key) ?? 0;
    const version = ground.vendor.write({
      source: 's0',
      account: `a${customer}`,
      facet: 'tickets',
    });
    let left = Array.from({ length: FLOOD }, (): string =>
      JSON.stringify(eventOf(customer)),
    );
    const answered: Record<string, number> = {};
    let looks = 0;
    let served = 0;
    let storming = true;
    const looking = (async () => {
      while (storming) {
        // Of others, whom the flood does not concern.
        const part = (await visitors[looks % 2].look(customer + 1)).part('s0');
        served += part.state === 'ok' ? 1 : 0;
        looks += 1;
        await rest(50);
      }
    })();
    let rounds = 0;
    for (; left.length > 0; rounds++) {
      assert.ok(rounds < 20, `${left.length} are not taken: ${rounds} rounds`);
      const refused: string[] = [];
      const result = await openLoad({
        requests: left.map(body => ({
          path: WEBHOOK,
          method: 'POST',
          headers: signDelivery(body, { secret: SECRET, source: 's0' }),
          body,
        })),
        base: portals[0].url,
        concurrency: FLOOD,
        perSecond: 5_000,
        timeoutMs: 60_000,
        onResponse: ({ request: { body = '' }, status }) => {
          answered[status] = (answered[status] ?? 0) + 1;
          if (status !== 200) {
            refused.push(body);
          }
        },
      });
      assert.equal(result.failed, 0, JSON.stringify(result.byError));
      left = refused;
    }
    storming = false;
    await looking;
    const { '200': taken, '503': refused = 0, ...others } = answered;
    assert.deepEqual(others, {});
    assert.equal(taken, FLOOD);
    await waitUntil(async () => !(await database.events('s0')).waiting, {
      timeoutMs: 60_000,
    });
    const events = await database.events('s0');
    assert.equal((events.done ?? 0) - kept, FLOOD);
    assert.equal(events.dead ?? 0, 0);
    const bumps = (await database.generations()).get(key)! - bumped;
    assert.ok(bumps > 0 && bumps <= FLOOD / 2, `${bumps} bumps`);
    for (const visitor of visitors) {
      const part = (await visitor.look(customer)).part('s0');
      assert.equal(part.state, 'ok');
      assert.equal(part.version, version);
    }
    assert.ok(served > 0, `none of ${looks} looks was served`);
    console.log(
      `${FLOOD} in a second: ${refused} times told to come again, ${rounds} rounds, ${bumps} bumps, ${served} of ${looks} looks at others served meanwhile`,
    );
  });

  for (const chunked of [false, true]) {
    const sender = `a sender that ${
      chunked ? 'does not say' : 'says'
    } how much it is`;

    it(`refuses 10 MB of ${sender}`, async () => {
      const kept = await database.events('s0');
      const status = await pour(portals[0], 10 * MEGABYTE, chunked);
      assert.equal(status, 413);
      assert.deepEqual(await database.events('s0'), kept);
    });
  }
});

/** Sends so many bytes, and tells what is answered. */
function pour(
  portal: Portal,
  bytes: number,
  chunked: boolean,
): Promise<number | undefined> {
  const body = Buffer.alloc(bytes, 'a');
  const headers = signDelivery(body, { secret: SECRET, source: 's0' });
  return new Promise((resolve, reject) => {
    const outgoing = request(
      portal.url + WEBHOOK,
      {
        method: 'POST',
        headers: chunked ? headers : { ...headers, 'content-length': bytes },
      },
      answer => {
        answer.resume();
        resolve(answer.statusCode);
      },
    );
    outgoing.on('error', reject);
    outgoing.write(body);
    outgoing.end();
  });
}
