import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { waitUntil, type Portal } from 'rig';
import { Ground } from '../lib/Ground.ts';
import { ChangeFeed } from '../lib/ListedRecords.ts';
import { PluginDatabase } from '../lib/PluginDatabase.ts';
import { freshFor, rest } from '../lib/times.ts';

const CUSTOMERS = 4;
const ACCOUNTS = Array.from({ length: CUSTOMERS }, (_, at) => `a${at}`);
const BLOCKS = 6;
/** In the midst of it. */
const KILLED_AT = 3;
const MINUTE = 60_000;
/** The task's own, and then a round of whoever looks for tasks that are late. */
const TIMEOUT_MS = 3 * MINUTE;
const LOOKS_EVERY_MS = MINUTE;

let ground: Ground;
let database: PluginDatabase;
let feed: ChangeFeed;
let doomed: Portal;
let other: Portal;
/** What was asked for, in this order. */
let cursors: Array<string | undefined> = [];
/** What a page waits for. */
let waits: ((cursor: string | undefined) => Promise<unknown>) | undefined;

/** At the portal's own pace: nothing is hurried but the catalog. */
function instance(): Promise<Portal> {
  return ground.portal({
    sources: 1,
    customers: CUSTOMERS,
    bulks: { s0: 'changes' },
    hurried: ['customer-360-customers'],
    customer360: { facets: freshFor() },
  });
}

/** As if a minute had gone by since the last look at what is due. */
async function makeTaskDue(): Promise<void> {
  await database.makeRoundsDue();
  await database.rows(
    `update backstage_backend_tasks__tasks
     set next_run_start_at = now() where id like 'customer-360-sync-%'`,
  );
}

/** How the scheduler keeps it. */
async function task() {
  const [row] = await database.rows<{ lent: boolean; expired: boolean }>(
    `select current_run_ticket is not null as lent,
       coalesce(current_run_expires_at < now(), true) as expired
     from backstage_backend_tasks__tasks where id like 'customer-360-sync-%'`,
  );
  return row;
}

async function untilRead(timeoutMs: number): Promise<void> {
  await waitUntil(
    async () => {
      const kept = await database.cursor('s0');
      return kept?.phase === 'idle' && kept.cursor === String(feed.blocks);
    },
    { timeoutMs, everyMs: 200 },
  );
}

before(async () => {
  ground = await Ground.start({ fsync: false });
  feed = new ChangeFeed(ground.vendor, {
    source: 's0',
    facet: 'tickets',
    accounts: ACCOUNTS,
  });
  ground.vendor.list('s0', async cursor => {
    cursors.push(cursor);
    await waits?.(cursor);
    return feed.page(cursor);
  });
  doomed = await instance();
  ground.letEnd(doomed);
  database = PluginDatabase.of(ground.postgres);
  ground.onEnd(() => database.end());
  await database.untilAccountsKnown(CUSTOMERS);
  await makeTaskDue();
  await untilRead(2 * MINUTE);
});

after(() => ground?.end());

describe('fault 34: a bulk read whose instance has died with the task in its hands', () => {
  let known: Map<string, number>;

  it('leaves the task with the dead, and what was read with everybody', async () => {
    known = await database.generations();
    const from = feed.blocks;
    for (let block = 0; block < BLOCKS; block++) {
      feed.change(CUSTOMERS);
    }
    cursors = [];
    let reached: (() => void) | undefined;
    const inTheMidst = new Promise<void>(resolve => {
      reached = resolve;
    });
    waits = async cursor => {
      if (cursor === String(from + KILLED_AT)) {
        reached?.();
        await rest(TIMEOUT_MS);
      }
    };
    await makeTaskDue();
    await inTheMidst;
    await doomed.process.kill();
    waits = undefined;
    const kept = await database.cursor('s0');
    assert.equal(kept?.cursor, String(from + KILLED_AT));
    assert.ok(kept?.lease_until);
    assert.deepEqual(await task(), { lent: true, expired: false });
  });

  it('is gone on with by another instance where it was, when the time of the task is over', async () => {
    const asked = cursors.length;
    const startedAt = performance.now();
    other = await instance();
    await untilRead(TIMEOUT_MS + 2 * LOOKS_EVERY_MS);
    const seconds = (performance.now() - startedAt) / 1_000;
    console.log(`gone on with, and at its end ${seconds.toFixed(0)} s later`);
    // From the page that was under way, and each after it once.
    assert.deepEqual(
      cursors.slice(asked),
      Array.from({ length: BLOCKS - KILLED_AT }, (_, at) =>
        String(feed.blocks - BLOCKS + KILLED_AT + at),
      ),
    );
    ground.assertWell();
    assert.ok(other.process.running);
  });

  it('has neither lost nor doubled a change', async () => {
    const expected = new Map(known);
    for (const account of ACCOUNTS) {
      const key = `${account.replace('a', 'c')} s0/tickets`;
      expected.set(key, (known.get(key) ?? 0) + BLOCKS);
    }
    const found = await database.generations();
    assert.deepEqual(
      [...found].sort(([a], [b]) => (a < b ? -1 : 1)),
      [...expected].sort(([a], [b]) => (a < b ? -1 : 1)),
    );
    const rows = await database.rows<{ account_id: string }>(
      'select account_id from c360_sync_rows where data is not null order by 1',
    );
    assert.deepEqual(
      rows.map(row => row.account_id),
      ACCOUNTS,
    );
  });
});
