import { waitUntil, type Portal } from 'rig';
import {
  atMost,
  exactly,
  type Benchmark,
  type Figure,
} from '../lib/Benchmark.ts';
import type { Ground } from '../lib/Ground.ts';
import { Listing, type Cost } from '../lib/Listing.ts';
import { round } from '../lib/stats.ts';

/** Of the anchor, whatever the size: what it costs grows as they do. */
const COMPONENTS = 2_000;
const PEOPLE = 200;
const CHANGED_SHARE = 100;
/** Tables of the catalog's own. */
const CATALOG_TABLES = [
  'refresh_state',
  'refresh_state_references',
  'final_entities',
  'relations',
  'search',
];

/**
 * Customers of a made-up source through the real catalog, against the catalog's
 * own insertion of components; then what is read of all of them in bulk.
 */
export const ingestion = sized('ingestion', 10_000);

/** The same with a hundred thousand: only where it is asked for. */
export const ingestionLarge: Benchmark = {
  ...sized('ingestion-100k', 100_000),
  onlyByName: true,
};

function sized(id: string, customers: number): Benchmark {
  return {
    id,
    title: `${customers} customers into the catalog, and what is read of them in bulk`,
    run: ground => measure(ground, id, customers),
  };
}

async function measure(
  ground: Ground,
  id: string,
  customers: number,
): Promise<Figure[]> {
  const portal = await ground.portal({
    sources: 2,
    customers: 1,
    people: PEOPLE,
    // Nobody lists anybody before the anchor is done.
    listing: 0,
    customer360: {
      ingestion: {
        sources: [{ source: 's0' }],
        owner: { fallback: 'group:default/agents', byRole: 'csm' },
        changesEvery: { seconds: 10 },
      },
    },
  });
  const listing = new Listing(portal);
  await listing.untilRound(1);
  const per1000 = (value: number, of: number) => (value * 1_000) / of;
  const say = (what: string, of: Cost) =>
    console.log(
      `        ${what}: ${round(of.seconds, 1)} s · CPU ${round(
        of.cpuSeconds,
        1,
      )} s · resident ${round(of.startMB, 0)} to ${round(
        of.peakMB,
        0,
      )} MB · in use ${round(of.heldStartMB, 0)} to ${round(
        of.heldPeakMB,
        0,
      )} MB`,
    );

  const anchor = await listing.costOf(async () => {
    await listing.addComponents(COMPONENTS);
    await listing.untilStitched('component', COMPONENTS);
  });
  say(`${COMPONENTS} components`, anchor);
  const before = await listing.rows();

  let toldAfter = 0;
  await listing.change({ listed: customers });
  const startedAt = performance.now();
  const first = await listing.costOf(async () => {
    await listing.runRound(2);
    toldAfter = (performance.now() - startedAt) / 1_000;
    console.log(`        all told after ${round(toldAfter, 0)} s`);
    await listing.untilStitched('customer', customers + 1);
  });
  say('first round', first);
  const after = await listing.rows();
  const added = (table: string) => after.rows[table] - before.rows[table];
  await listing.analyze();

  let again: Cost | undefined;
  const writtenAgain = await listing.writtenBy(async () => {
    again = await listing.costOf(async () => {
      await listing.runRound(3);
    });
  });
  say('second round, nothing changed', again!);

  const changed = Math.ceil(customers / CHANGED_SHARE);
  let changes: Cost | undefined;
  const writtenChanged = await listing.writtenBy(async () => {
    changes = await listing.costOf(async () => {
      await listing.change({ version: 2 });
      await listing.untilTitled(
        `Company ${lastHundredth(customers)} of the listing v2`,
      );
    });
  });
  say('1 % changed', changes!);

  const bulk = await measureBulk(listing, { id, customers, first, say });
  const heldAfter = await portal.held();

  await listing.change({ listed: 0 });
  const emptied = await listing.runRound(4);
  const { seen: left } = await listing.stitched('customer');
  const kept = await keptBySources(portal, customers);
  return [
    atMost(
      `${id}.time`,
      per1000(first.seconds, customers) / per1000(anchor.seconds, COMPONENTS),
      2,
      'x as many components, wall',
      {
        's per 1,000': round(per1000(first.seconds, customers), 2),
        'components s per 1,000': round(per1000(anchor.seconds, COMPONENTS), 2),
        's in all': round(first.seconds, 0),
        's until told': round(toldAfter, 0),
      },
    ),
    atMost(
      `${id}.cpu`,
      per1000(first.cpuSeconds, customers) /
        per1000(anchor.cpuSeconds, COMPONENTS),
      1.5,
      'x as many components, CPU of the portal',
      { 'CPU s per 1,000': round(per1000(first.cpuSeconds, customers), 2) },
    ),
    // What is in use: how much more is resident is V8's choice, by how busy it is.
    atMost(
      `${id}.memory`,
      first.heldPeakMB / anchor.heldStartMB,
      1.6,
      'x in use when idle, at most',
      {
        'idle MB': round(anchor.heldStartMB, 0),
        'components MB': round(anchor.heldPeakMB, 0),
        'customers MB': round(first.heldPeakMB, 0),
        'resident idle MB': round(anchor.startMB, 0),
        'resident MB': round(first.peakMB, 0),
      },
    ),
    atMost(
      `${id}.held`,
      heldAfter / 2 ** 20 / anchor.heldStartMB,
      1.25,
      'x in use when idle, after all of it',
      { 'after MB': round(heldAfter / 2 ** 20, 0) },
    ),
    atMost(
      `${id}.rows`,
      CATALOG_TABLES.reduce((sum, table) => sum + added(table), 0) / customers,
      30,
      'rows of the catalog per customer',
      {
        ...Object.fromEntries(
          Object.keys(after.rows).map(table => [
            table,
            round(added(table) / customers, 1),
          ]),
        ),
        'catalog MB': round(
          (after.bytes.catalog - before.bytes.catalog) / 2 ** 20,
          0,
        ),
      },
    ),
    exactly(
      `${id}.unchanged`,
      CATALOG_TABLES.reduce((sum, table) => sum + writtenAgain(table), 0),
      0,
      'rows of the catalog written by a second round',
      {
        s: round(again!.seconds, 1),
        'CPU s per 1,000': round(per1000(again!.cpuSeconds, customers), 3),
        'share of the first': round(again!.seconds / first.seconds, 3),
        'our rows': writtenAgain('customer_360_listed'),
        'our links': writtenAgain('customer_360_listed_links'),
        'links of the service': writtenAgain('c360_links'),
      },
    ),
    atMost(
      `${id}.changed`,
      writtenChanged('final_entities') / changed,
      2.5,
      'writes of final entities per changed customer',
      {
        changed,
        's until seen': round(changes!.seconds, 1),
        'CPU s': round(changes!.cpuSeconds, 1),
        'search rows': writtenChanged('search'),
      },
    ),
    ...bulk,
    exactly(
      `${id}.emptied`,
      customers + 1 - left,
      0,
      'customers gone when the source lists nobody',
      {
        refused: String(Boolean(emptied.refused)),
        'alarm in the log': String(
          portal.process.lines.some(line => /None was removed/.test(line)),
        ),
      },
    ),
    exactly(
      `${id}.emptied-told`,
      kept,
      customers,
      'customers kept, by GET /sources',
    ),
  ];
}

/** What the sources say of it, as soon as they do. */
async function keptBySources(portal: Portal, wanted: number): Promise<number> {
  const authorization = await portal.signIn('p0');
  let kept = -1;
  await waitUntil(
    async () => {
      const answer = await fetch(`${portal.api}/sources`, {
        headers: { authorization },
      });
      const { sources } = (await answer.json()) as {
        sources: Array<{ id: string; ingestion?: { kept: number } }>;
      };
      kept = sources.find(({ id }) => id === 's0')?.ingestion?.kept ?? -1;
      return kept === wanted;
    },
    { timeoutMs: 15_000, everyMs: 500 },
  ).catch(() => undefined);
  return kept;
}

function lastHundredth(customers: number): number {
  return Math.floor((customers - 1) / CHANGED_SHARE) * CHANGED_SHARE;
}

/** A whole round of what is read in bulk, and the next one, with nothing new. */
async function measureBulk(
  listing: Listing,
  measured: {
    id: string;
    customers: number;
    first: Cost;
    say: (what: string, of: Cost) => void;
  },
): Promise<Figure[]> {
  const { id, customers, first, say } = measured;
  await listing.untilBulkIdle('snapshot');
  await listing.untilBulkIdle('changes');
  await listing.change({ bulkVersion: 1 });
  const round1 = await bulkRound(listing, 'snapshot');
  say('snapshot, first round', round1);
  let next: Cost | undefined;
  const written = await listing.writtenBy(async () => {
    next = await bulkRound(listing, 'snapshot');
  });
  say('snapshot, nothing changed', next!);
  const changes = await bulkRound(listing, 'changes');
  say('changes, all of them', changes);
  const { rows } = await listing.rows();
  const per1000 = (value: number) => round((value * 1_000) / customers, 2);
  return [
    atMost(
      `${id}.bulk`,
      round1.cpuSeconds / first.cpuSeconds,
      0.1,
      'x the CPU of bringing them in, for a snapshot of all',
      {
        rows: rows.c360_sync_rows,
        's per 1,000': per1000(round1.seconds),
        's in all': round(round1.seconds, 0),
        'more MB': round(round1.peakMB - round1.startMB, 0),
        'changes s per 1,000': per1000(changes.seconds),
      },
    ),
    exactly(
      `${id}.bulk-unchanged`,
      written('c360_generations'),
      0,
      'customers read anew because of a snapshot with nothing new',
      {
        's per 1,000': per1000(next!.seconds),
        's in all': round(next!.seconds, 0),
        'CPU s': round(next!.cpuSeconds, 1),
        'rows written': written('c360_sync_rows'),
      },
    ),
  ];
}

async function bulkRound(listing: Listing, bulk: string): Promise<Cost> {
  await listing.beginBulk(bulk);
  return listing.costOf(async () => {
    await listing.untilBulkIdle(bulk);
  });
}
