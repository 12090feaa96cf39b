import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import pg from 'pg';
import {
  closedLoad,
  waitUntil,
  type LoadRequest,
  type Portal,
  type TcpFaultProxy,
} from 'rig';
import { Ground } from '../lib/Ground.ts';
import { freshFor, rest } from '../lib/times.ts';
import { pathOf, viewPath, Visitor } from '../lib/views.ts';

const CUSTOMERS = 20;
const DATABASE = 'backstage_plugin_customer-360';
/** Longer than anything that is known of a person or a customer is kept. */
const DISTURBED_MS = 9_000;
/** What the ledger is waited for, and as long again for the rest. */
const PATIENCE_MS = 8_000;
/** Promised: from when the database is back until a warm view is served again. */
const BACK_MS = 2_000;
/** Words that stand in every page. */
const DATA = /ticket|shipment|sections|fetchedAt|Customer \d/;

let ground: Ground;
let wire: TcpFaultProxy;
let portal: Portal;
let visitor: Visitor;

before(async () => {
  ground = await Ground.start();
  wire = await ground.wire(ground.postgres.port);
  portal = await ground.portal({
    sources: 2,
    customers: CUSTOMERS,
    // One agent who looks all the time, and one more for each disturbance.
    people: 1 + 2 * DISTURBANCES.length,
    postgresUrl: `postgres://postgres@127.0.0.1:${wire.port}/postgres`,
    poolMax: 5,
    customer360: { facets: freshFor() },
  });
  visitor = await Visitor.at(portal);
});

afterEach(() => ground.assertWell());

after(() => ground?.end());

async function ask<T extends object>(sql: string): Promise<T[]> {
  const client = new pg.Client({
    connectionString: ground.postgres.url(DATABASE),
  });
  await client.connect();
  try {
    return (await client.query(sql)).rows as T[];
  } finally {
    await client.end();
  }
}

/** Rows of all the views that were ever recorded. */
async function rows(): Promise<number> {
  const [{ count }] = await ask<{ count: string }>(
    `select count(*) from c360_ledger where request_kind = 'view'`,
  );
  return Number(count);
}

let holder: pg.Client | undefined;

const DISTURBANCES: ReadonlyArray<{
  what: string;
  begin(): Promise<void> | void;
  end(): Promise<void> | void;
}> = [
  {
    what: 'is killed',
    begin: () => ground.postgres.kill(),
    end: () => ground.postgres.restart(),
  },
  {
    what: 'is frozen',
    begin: () => ground.postgres.freeze(),
    end: () => ground.postgres.thaw(),
  },
  {
    what: 'cannot be reached',
    begin: () => wire.down(),
    end: () => wire.healthy(),
  },
  {
    what: 'is behind a network that swallows everything',
    begin: () => wire.hang(),
    end: () => wire.healthy(),
  },
  {
    what: 'has the ledger locked, so that the pool is used up',
    begin: async () => {
      holder = new pg.Client({
        connectionString: ground.postgres.url(DATABASE),
      });
      await holder.connect();
      await holder.query('begin');
      await holder.query('lock table c360_ledger in access exclusive mode');
    },
    end: async () => {
      await holder!.query('rollback');
      await holder!.end();
    },
  },
];

for (const [at, { begin, end, what }] of DISTURBANCES.entries()) {
  describe(`fault 16: PostgreSQL ${what} under load`, () => {
    it('shows nothing without a row, says so, and recovers by itself', async () => {
      for (let customer = 0; customer < CUSTOMERS; customer++) {
        await visitor.look(customer);
      }
      // An agent (of even number) whom the portal knows and the ledger does not:
      // so it is the ledger that refuses them meanwhile.
      const newcomer = await Visitor.at(portal, `p${2 * (at + 1)}`);
      await newcomer.sources();
      const before = await rows();
      const tally = { ok: 0, refused: 0, okWhileDown: 0 };
      const others: string[] = [];
      const leaks: string[] = [];
      let downFrom = Infinity;
      let downUntil = Infinity;
      let running = true;
      const load = closedLoad({
        base: portal.url,
        concurrency: 12,
        requests: endless(() => running),
        timeoutMs: 60_000,
        onResponse: ({ body, ms, status }) => {
          const now = performance.now();
          const text = body.toString();
          if (status === 200) {
            tally.ok += 1;
            // Asked for and answered while nothing could be recorded.
            tally.okWhileDown += now - ms > downFrom && now < downUntil ? 1 : 0;
            return;
          }
          tally.refused += status === 503 ? 1 : 0;
          if (status !== 503) {
            others.push(`${status} ${text.slice(0, 300)}`);
          }
          if (DATA.test(text)) {
            leaks.push(text.slice(0, 300));
          }
        },
      });
      await rest(1_000);
      await begin();
      downFrom = performance.now();
      const during: Array<{ ms: number; status: number | string }> = [];
      let acknowledged = 0;
      try {
        while (performance.now() - downFrom < DISTURBED_MS) {
          during.push(
            ...(await Promise.all([visitor, newcomer].map(lookOnce))),
          );
          acknowledged = await tryToChange();
          await rest(200);
        }
      } finally {
        downUntil = performance.now();
        await end();
      }
      // By itself, and soon.
      const backs = await Promise.all(
        [visitor, newcomer].map(who => looksFor(who, 2 * BACK_MS)),
      );
      await rest(1_000);
      running = false;
      const { byError, failed } = await load;
      const now = await rows();

      assert.deepEqual(others, [], 'answers that are neither 200 nor 503');
      assert.deepEqual(leaks, [], 'refusals that hold data');
      assert.equal(failed, 0, JSON.stringify(byError));
      assert.equal(tally.okWhileDown, 0, 'shown while nothing was recorded');
      assert.ok(tally.ok > 0 && tally.refused > 0, JSON.stringify(tally));
      assert.ok(
        now - before >= tally.ok,
        `${tally.ok} shown, ${now - before} recorded`,
      );
      assert.notEqual(acknowledged, 204, 'a change that was kept nowhere');
      assert.deepEqual(
        during.filter(({ status }) => status !== 503),
        [],
        'answers of patient visitors meanwhile',
      );
      for (const back of backs) {
        const [first] = back
          .filter(({ status }) => status === 200)
          .map(({ askedAt, ms }) => askedAt + ms)
          .sort((a, b) => a - b);
        console.log(`    served again after ${Math.round(first)} ms`);
        assert.ok(first <= BACK_MS, `served again after ${first} ms`);
        assert.deepEqual(
          back.filter(it => it.askedAt > BACK_MS && it.status !== 200),
          [],
          'refused later than that',
        );
      }
      await waitUntil(async () => (await visitor.health()).status === 'ok');
    });
  });
}

/** A view that is waited for as long as it may take, without a doubt. */
async function lookOnce(
  who: Visitor,
): Promise<{ ms: number; status: number | string }> {
  const startedAt = performance.now();
  const { status } = await who
    .get(`${pathOf(0)}/view`, { signal: AbortSignal.timeout(PATIENCE_MS) })
    .catch(({ name }: Error) => ({ status: name }));
  return { ms: Math.round(performance.now() - startedAt), status };
}

/** Looks again and again, whether or not the last look was answered. */
async function looksFor(
  who: Visitor,
  ms: number,
): Promise<Array<{ askedAt: number; ms: number; status: number | string }>> {
  const startedAt = performance.now();
  const looks = [];
  while (performance.now() - startedAt < ms) {
    const askedAt = performance.now() - startedAt;
    looks.push(lookOnce(who).then(look => ({ ...look, askedAt })));
    await rest(100);
  }
  return Promise.all(looks);
}

async function tryToChange(): Promise<number> {
  return fetch(`${portal.api}${pathOf(19)}/invalidate`, {
    method: 'POST',
    headers: {
      authorization: portal.service(),
      'content-type': 'application/json',
    },
    body: '{}',
    signal: AbortSignal.timeout(2_000),
  }).then(
    ({ status }) => status,
    () => 0,
  );
}

function* endless(goesOn: () => boolean): Generator<LoadRequest> {
  for (let at = 0; goesOn(); at++) {
    yield { path: viewPath(at % CUSTOMERS), headers: visitor.headers };
  }
}
