import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { freePort, waitUntil } from 'rig';
import { SECRET } from '../lib/deliveries.ts';
import { EventLanes } from '../lib/EventLanes.ts';
import { Ground, type FaultPortalOptions } from '../lib/Ground.ts';
import { ChangeFeed, Snapshots } from '../lib/ListedRecords.ts';
import { Moments, WORKS, type Work } from '../lib/Moments.ts';
import { MortalPortal } from '../lib/MortalPortal.ts';
import { PluginDatabase } from '../lib/PluginDatabase.ts';
import { late } from '../lib/ScriptedVendor.ts';
import { freshFor, rest } from '../lib/times.ts';
import { Visitor } from '../lib/views.ts';

/** `FAULTS_KILLS=200` for all that are promised: half an hour on two cores. */
const KILLS = Number(process.env.FAULTS_KILLS ?? 20);
const CUSTOMERS = 20;
const MINUTE = 60_000;
/** So long after something has begun, at the most, it is killed. */
const INTO_MS = 40;
const FACETS = ['tickets', 'subscriptions', 'invoices', 'contacts'];

const ACCOUNTS = Array.from({ length: CUSTOMERS }, (_, at) => `a${at}`);

let ground: Ground;
let database: PluginDatabase;
let instances: readonly MortalPortal[];
/** A folder that is gone afterwards. */
let compiled: string;
let feed: ChangeFeed;
let snapshots: Snapshots;
const moments = new Moments();

function options(): Partial<FaultPortalOptions> & { sources: number } {
  return {
    sources: FACETS.length,
    customers: CUSTOMERS,
    webhookSecret: SECRET,
    bulks: { s2: 'changes', s3: 'snapshot' },
    hurried: ['customer-360-customers', 'customer-360-sync'],
    customer360: { facets: freshFor() },
  };
}

async function mortal(): Promise<MortalPortal> {
  const port = await freePort();
  return new MortalPortal(port, async () => {
    const portal = await ground.portal(
      { ...options(), alone: true, port },
      // Not compiled anew each time.
      { NODE_COMPILE_CACHE: compiled },
    );
    ground.letEnd(portal);
    return portal;
  });
}

/** Lists, but takes its time. */
function listSlowly(source: string, records: ChangeFeed | Snapshots): void {
  ground.vendor.list(source, async cursor => {
    const ended = moments.begin('page');
    await rest(Math.random() * INTO_MS);
    ended();
    return records.page(cursor);
  });
}

before(async () => {
  ground = await Ground.start({ fsync: false });
  compiled = await mkdtemp(join(tmpdir(), 'customer-360-compiled-'));
  ground.onEnd(() => rm(compiled, { recursive: true, force: true }));
  const { vendor } = ground;
  feed = new ChangeFeed(vendor, {
    source: 's2',
    facet: 'invoices',
    accounts: ACCOUNTS,
  });
  snapshots = new Snapshots(
    vendor,
    { source: 's3', facet: 'contacts', accounts: ACCOUNTS },
    5,
  );
  listSlowly('s2', feed);
  listSlowly('s3', snapshots);
  vendor.answer('s1', (asked, response, request) => {
    const ended = moments.begin('record');
    response.once('close', ended);
    late(vendor, Math.random() * INTO_MS)(asked, response, request);
  });
  instances = [await mortal(), await mortal()];
  await instances[0].start();
  database = PluginDatabase.of(ground.postgres);
  ground.onEnd(() => database.end());
  await database.untilAccountsKnown(CUSTOMERS);
  await untilListed();
  await instances[0].kill();
});

after(() => ground?.end());

/** Until both lists have been read to their ends. */
async function untilListed(): Promise<void> {
  let looks = 0;
  await waitUntil(
    async () => {
      looks += 1;
      const [changes, snapshot] = [
        await database.cursor('s2'),
        await database.cursor('s3'),
      ];
      const read =
        changes?.phase === 'idle' &&
        changes.cursor === String(feed.blocks) &&
        snapshot?.phase === 'idle' &&
        (snapshot.covered_at ?? '') > snapshots.changedAt &&
        !(await database.events('s0')).waiting &&
        !(await database.events('s1')).waiting;
      if (!read) {
        await database.makeRoundsDue();
        if (looks % 20 === 0) {
          await database.endLeases();
        }
      }
      return read;
    },
    { timeoutMs: 5 * MINUTE, everyMs: 250 },
  );
}

/** What was under way when an instance was killed, and how often. */
const underWay = new Map<string, number>();

async function killAtWork(instance: MortalPortal, work: Work): Promise<void> {
  await moments.next(work, 3_000);
  await rest(Math.random() * INTO_MS);
  const open = WORKS.filter(each => moments.open(each) > 0);
  await instance.kill();
  for (const what of [...open, ...(await database.lent())]) {
    underWay.set(what, (underWay.get(what) ?? 0) + 1);
  }
  // Nobody waits here for what was lent to the dead.
  await database.endLeases();
}

describe(`fault 34: two instances, one or the other killed ${KILLS} times at work`, () => {
  let before: Map<string, number>;
  let lanes: EventLanes;
  let seconds = 0;

  it('goes on with what was begun, whoever is killed and whenever', async () => {
    before = await database.generations();
    lanes = new EventLanes({
      instances,
      vendor: ground.vendor,
      database,
      moments,
    });
    lanes.start({ source: 's0', facet: 'tickets', accounts: ACCOUNTS });
    lanes.start({
      source: 's1',
      facet: 'subscriptions',
      accounts: ACCOUNTS,
      byRecord: true,
    });
    let kills = 0;
    let going = true;
    const changing = (async () => {
      for (let round = 0; going; round++) {
        feed.change(CUSTOMERS / 2);
        const snapshot = await database.cursor('s3');
        // Only when what changed before is known everywhere.
        if (
          snapshot?.phase === 'idle' &&
          (snapshot.covered_at ?? '') > snapshots.changedAt
        ) {
          snapshots.change(CUSTOMERS / 2);
        }
        await database.makeRoundsDue();
        await rest(300);
      }
    })();
    const startedAt = performance.now();
    await Promise.all(
      instances.map(async instance => {
        while (kills < KILLS) {
          await instance.start();
          if (kills < KILLS) {
            const work = WORKS[kills % WORKS.length];
            kills += 1;
            await killAtWork(instance, work);
          }
        }
      }),
    );
    seconds = (performance.now() - startedAt) / 1_000;
    going = false;
    await changing;
    // The last that were begun are gone as well, or serve.
    await Promise.all(
      instances.map(async instance => {
        await instance.kill();
        await instance.start();
      }),
    );
    await database.endLeases();
    await lanes.end();
    await untilListed();
  });

  it('has kept each event once, and brought each to its effect', async () => {
    const total = [...lanes.told.values()].reduce((a, b) => a + b, 0);
    const done = async (source: string) => {
      const { done: count = 0, ...others } = await database.events(source);
      assert.deepEqual(others, {}, source);
      return count;
    };
    assert.equal((await done('s0')) + (await done('s1')), total);
    console.log(
      `${KILLS} kills in ${seconds.toFixed(0)} s; under way: ${JSON.stringify(
        Object.fromEntries(underWay),
      )}; ${total} events, ${lanes.sent} deliveries, ${
        lanes.refused
      } not taken; ${feed.blocks} pages of changes`,
    );
  });

  it('has raised each counter once for each change, and no other', async () => {
    const expected = new Map(before);
    for (const [key, events] of lanes.told) {
      expected.set(key, (before.get(key) ?? 0) + events);
    }
    for (const [scope, { versions }] of [
      ['s2/invoices', feed],
      ['s3/contacts', snapshots],
    ] as const) {
      for (const [account, version] of versions) {
        const key = `${account.replace('a', 'c')} ${scope}`;
        // The first version was known before.
        expected.set(key, (before.get(key) ?? 0) + version - 1);
      }
    }
    assert.deepEqual(sorted(await database.generations()), sorted(expected));
  });

  it('shows each listed row once and in its newest version, and none of other rounds', async () => {
    for (const [source, { versions }] of [
      ['s2', feed],
      ['s3', snapshots],
    ] as const) {
      const { live_round: live, rows: counted } = (await database.cursor(
        source,
      ))!;
      const rows = await database.rows<{
        account: string;
        round: number;
        data: string;
      }>(
        `select account_id as account, round, data from c360_sync_rows
         where source = $1 and data is not null`,
        [source],
      );
      assert.equal(counted, CUSTOMERS);
      assert.deepEqual(
        sorted(new Map(rows.map(row => [row.account, versionIn(row.data)]))),
        sorted(versions),
      );
      assert.deepEqual([...new Set(rows.map(({ round }) => round))], [live]);
      assert.equal(rows.length, CUSTOMERS);
    }
  });

  it('shows everybody what the vendor has, on every page', async () => {
    const portal = await ground.portal({ ...options(), bulks: {} });
    const visitor = await Visitor.at(portal);
    for (const account of ACCOUNTS) {
      const look = await visitor.look(Number(account.slice(1)));
      for (const [at, facet] of FACETS.entries()) {
        const source = `s${at}`;
        const part = look.part(source);
        const asked = { source, account, facet, page: 1 };
        assert.equal(part.state, 'ok');
        assert.equal(part.version, ground.vendor.record(asked).version);
      }
    }
    ground.assertWell();
  });
});

const sorted = (map: ReadonlyMap<string, number>) =>
  Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));

/** It stands in every record's id. */
const versionIn = (data: string) => Number(/-v(\d+)"/.exec(data)?.[1]);
