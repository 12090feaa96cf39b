import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { PostgresServer, RedisServer, waitUntil } from 'rig';
import { Balancer } from '../lib/Balancer.ts';
import {
  DemoPortal,
  type DemoPortalOptions,
  type DemoVisitor,
} from '../lib/DemoPortal.ts';
import { dataOf, differences, pageOf } from '../lib/pageOf.ts';
import { PluginDatabase } from '../lib/PluginDatabase.ts';
import { Sandbox, VENDORS, type DeliveryCounts } from '../lib/Sandbox.ts';
import { rest } from '../lib/times.ts';
import { partsOf, type ShownView } from '../lib/views.ts';

const EVENTS = Number(process.env.FAULTS_EVENTS ?? 10_000);
const CUSTOMERS = Number(process.env.FAULTS_CUSTOMERS ?? 200);
const MINUTE = 60_000;
/** For what waits to be taken, or to have its effect. */
const DRAIN_MS = 10 * MINUTE;
/** Changes that are made before it is looked how many events they were. */
const ROUND = 250;
const READERS = 4;
/** How badly each vendor's events arrive. */
const CHAOS = { duplicate: 0.1, reorder: 0.2, withinMs: 3_000, lose: 0.05 };
/** What vendors list as changed lives until somebody tells that it has changed. */
const LISTED = [
  ...['account', 'team', 'health', 'surveys'],
  ...['tickets', 'satisfaction', 'feedback'],
];
/** What nobody lists is read again when it is so old. */
const LIFE_MS = MINUTE;
const OTHERS = [
  ...['contacts', 'subscriptions', 'invoices', 'payments', 'credits'],
  ...['contracts', 'activity', 'features', 'entitlements', 'touchpoints'],
  ...['notes', 'opportunities', 'meetings'],
];

const customer360 = {
  facets: Object.fromEntries([
    ...LISTED.map(facet => [facet, { fresh: { hours: 12 } }]),
    ...OTHERS.map(facet => [facet, { fresh: { milliseconds: LIFE_MS } }]),
  ]),
  sources: {
    hubspot: { sync: { companies: { every: { minutes: 1 } } } },
    zendesk: { sync: { tickets: { every: { minutes: 1 } } } },
  },
};

const ends: Array<() => Promise<unknown>> = [];
let sandbox: Sandbox;
let database: PluginDatabase;
let options: Omit<DemoPortalOptions, 'name'>;
/** One at each instance. */
const visitors: DemoVisitor[] = [];
let customers: string[];

before(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'customer-360-events-'));
  ends.push(() => rm(dataDir, { recursive: true, force: true }));
  const [postgres, redis, balancer] = await Promise.all([
    PostgresServer.start({ fsync: false, maxConnections: 300 }),
    RedisServer.start(),
    Balancer.start(),
  ]);
  ends.push(
    () => postgres.stop(),
    () => redis.stop(),
    () => balancer.stop(),
  );
  sandbox = await Sandbox.start({ customers: CUSTOMERS, dataDir });
  ends.push(() => sandbox.stop());
  await sandbox.post('/limits', { enabled: false });
  options = {
    sandbox,
    dataDir,
    postgresUrl: postgres.url(),
    valkeyUrl: redis.url,
    publicUrl: balancer.url,
    customer360,
  };
  const portals = [];
  for (const name of ['first', 'second']) {
    const portal = await DemoPortal.start({ ...options, name });
    ends.push(() => portal.stop());
    portals.push(portal);
    visitors.push(await portal.visit());
  }
  balancer.serve(portals.map(({ url }) => url));
  customers = await visitors[0].customers(CUSTOMERS);
  database = PluginDatabase.of(postgres);
  ends.push(() => database.end());
  await database.untilAccountsKnown(CUSTOMERS);
  for (const vendor of VENDORS) {
    await sandbox.post('/webhooks/subscriptions', {
      vendor,
      url: `${balancer.url}/api/customer-360/v1/webhooks/${vendor}`,
    });
    await sandbox.post('/webhooks/chaos', { vendor, seed: 7, ...CHAOS });
  }
});

after(async () => {
  for (const end of ends.reverse()) {
    await end().catch(() => undefined);
  }
});

/** Does it for all customers, some at a time. */
async function forAll(
  work: (customer: string) => Promise<unknown>,
): Promise<void> {
  const left = [...customers];
  await Promise.all(
    Array.from({ length: READERS }, async () => {
      for (let next = left.pop(); next; next = left.pop()) {
        await work(next);
      }
    }),
  );
}

/** It passes: the source is asked again. */
const PASSING = /^(?:timeout|rate_limited|upstream|network)$/;

/** A customer's page when nothing of it is being read any more. */
async function settled(
  visitor: DemoVisitor,
  customer: string,
): Promise<unknown> {
  let view: unknown;
  let moving: string[] = [];
  await waitUntil(
    async () => {
      view = await visitor.view(customer);
      moving = partsOf(view as ShownView)
        .filter(
          ({ candidates, renewing, reason = '', state }) =>
            renewing ||
            state === 'stale' ||
            PASSING.test(reason) ||
            // The only one is linked by itself when it has been seen.
            candidates?.length === 1,
        )
        .map(
          ({ facet, id, reason, state }) =>
            `${facet} of ${id}: ${state} ${reason}`,
        );
      return moving.length === 0;
    },
    // Where a source could not be asked, it is asked again in a minute.
    { timeoutMs: 3 * MINUTE, everyMs: 200 },
  ).catch(() => assert.fail(`${customer} does not settle: ${moving}`));
  return pageOf(view);
}

/** Customers whose page is another than it should be, and where. */
async function wrongPages(
  visitor: DemoVisitor,
  truth: ReadonlyMap<string, unknown>,
): Promise<Map<string, string[]>> {
  const wrong = new Map<string, string[]>();
  await forAll(async customer => {
    const found = differences(
      await settled(visitor, customer),
      truth.get(customer),
    );
    if (found.length > 0) {
      wrong.set(customer, found);
    }
  });
  return wrong;
}

describe(`${EVENTS} events of the vendors, of which some come twice, late or never`, () => {
  const truth = new Map<string, unknown>();
  let counts: DeliveryCounts;
  let quietAt: string;

  it('are taken by two instances while people look at customers', async () => {
    await forAll(customer => visitors[0].glance(customer));
    let telling = true;
    const looking = Promise.all(
      visitors.map(async visitor => {
        while (telling) {
          const at = Math.floor(Math.random() * customers.length);
          await visitor.glance(customers[at]);
          await rest(100);
        }
      }),
    );
    for (let seed = 1; (await sandbox.deliveries()).events < EVENTS; seed++) {
      await sandbox.post('/rounds', { seed, events: ROUND });
      await waitUntil(
        async () => (await sandbox.deliveries()).waiting < ROUND,
        {
          timeoutMs: DRAIN_MS,
          everyMs: 200,
        },
      );
    }
    await waitUntil(async () => (await sandbox.deliveries()).waiting === 0, {
      timeoutMs: DRAIN_MS,
      everyMs: 500,
    });
    telling = false;
    await looking;
    quietAt = new Date().toISOString();
    counts = await sandbox.deliveries();
    await waitUntil(
      async () => {
        const events = await Promise.all(
          VENDORS.map(vendor => database.events(vendor)),
        );
        return events.every(({ waiting = 0 }) => waiting === 0);
      },
      { timeoutMs: DRAIN_MS, everyMs: 500 },
    );
    assert.ok(counts.lost >= counts.events * CHAOS.lose * 0.7);
    assert.ok(counts.duplicated >= counts.events * CHAOS.duplicate * 0.7);
    assert.equal(counts.failed + counts.dropped, 0, JSON.stringify(counts));
  });

  it('are kept once each, and all have had their effect', async () => {
    let kept = 0;
    for (const vendor of VENDORS) {
      const { done = 0, ...others } = await database.events(vendor);
      assert.deepEqual(others, {}, vendor);
      kept += done;
    }
    assert.ok(kept > 0 && kept <= counts.delivered, `${kept} are kept`);
  });

  it('leave every page equal to a fresh read of the sources, when what was lost has been found', async () => {
    const own = await PostgresServer.start({ fsync: false });
    ends.push(() => own.stop());
    const fresh = await DemoPortal.start({
      ...options,
      name: 'fresh',
      postgresUrl: own.url(),
      valkeyUrl: undefined,
    });
    ends.push(() => fresh.stop());
    const newcomer = await fresh.visit();
    await newcomer.customers(CUSTOMERS);
    await forAll(async customer => {
      truth.set(customer, await settled(newcomer, customer));
    });
    let behind = 0;
    await forAll(async customer => {
      const seen = await visitors[0].glance(customer);
      const then = dataOf(truth.get(customer));
      behind += seen && differences(dataOf(seen), then).length > 0 ? 1 : 0;
    });
    await waitUntil(
      async () => {
        const covered = await Promise.all(
          [
            ['hubspot', 'companies'],
            ['zendesk', 'tickets'],
          ].map(([source, bulk]) => database.cursor(source, bulk)),
        );
        return (
          covered.every(cursor => (cursor?.covered_at ?? '') > quietAt) &&
          Date.now() > Date.parse(quietAt) + LIFE_MS
        );
      },
      { timeoutMs: 5 * MINUTE, everyMs: 500 },
    );
    for (const visitor of visitors) {
      const wrong = await wrongPages(visitor, truth);
      assert.equal(
        wrong.size,
        0,
        JSON.stringify([...wrong].slice(0, 5), null, 1),
      );
    }
    const { duplicated, events, lost } = counts;
    console.log(
      `${events} events, ${duplicated} sent twice, ${lost} lost; ${behind} of ${CUSTOMERS} pages were behind before the reconcile, 0 after it`,
    );
  });
});
