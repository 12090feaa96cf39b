import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { signDelivery, waitUntil, type Portal } from 'rig';
import { atMost, type Benchmark, type Figure } from '../lib/Benchmark.ts';
import { longLived } from '../lib/longLived.ts';
import { percentile, round } from '../lib/stats.ts';
import type { Ground } from '../lib/Ground.ts';

const SECRET = 'the secret of the fake vendor';
const DATABASE = 'backstage_plugin_customer-360';
const CUSTOMERS = 20;
const SAMPLES = 400;
const WARM_UP = 20;
const SOURCE_MS = 30;
/** All customers are gone through for the first time a minute after the start. */
const WALK_MS = 120_000;
/** Promised: from the 2xx to the commit that makes what is cached worthless. */
const PROMISED_MS = 200;

/**
 * From the answer that tells a vendor that its event is durable, until the
 * counters of the customer have risen, with two instances that work events off.
 * The time is a promise of its own and not held against anything.
 */
export const bump: Benchmark = {
  id: 'bump',
  title: 'From a webhook’s 2xx to the committed rise of the counters',
  async run(ground) {
    const vendor = await ground.vendor();
    await vendor.control({ latencyMs: SOURCE_MS });
    const portals: Portal[] = [];
    for (const ingest of [true, false]) {
      portals.push(
        await ground.portal({
          sources: 1,
          customers: CUSTOMERS,
          people: 2,
          ingest,
          webhookSecret: SECRET,
          customer360: { facets: longLived() },
        }),
      );
    }
    const database = await connect(ground);
    try {
      const known = () =>
        database.query('select 1 from c360_annotated_accounts limit 1');
      await waitUntil(async () => (await known()).rowCount === 1, {
        timeoutMs: WALK_MS,
        everyMs: 500,
      });
      const figures = [
        await measure('bump', portals, database, name => ({ account: name })),
      ];
      // Nobody goes through the customers again for a quarter of an hour.
      await database.query('delete from c360_annotated_accounts');
      figures.push(
        await measure('bump.by-catalog', portals, database, name => ({
          account: name,
        })),
        await measure('bump.by-record', portals, database, name => ({
          record: name,
        })),
      );
      return figures;
    } finally {
      await database.end();
    }
  },
};

async function connect(ground: Ground): Promise<pg.Client> {
  const postgres = await ground.postgres();
  const client = new pg.Client({ connectionString: postgres.url(DATABASE) });
  await client.connect();
  return client;
}

async function measure(
  id: string,
  portals: readonly Portal[],
  database: pg.Client,
  about: (account: string) => object,
): Promise<Figure> {
  const took: number[] = [];
  for (let at = 0; at < SAMPLES + WARM_UP; at++) {
    const customer = at % CUSTOMERS;
    const before = await counterOf(database, customer);
    await tell(portals[at % portals.length], {
      id: randomUUID(),
      ...about(`a${customer}`),
    });
    const durable = performance.now();
    while ((await counterOf(database, customer)) === before) {
      if (performance.now() - durable > 10_000) {
        throw new Error(`${id}: no counter rose within ten seconds`);
      }
    }
    if (at >= WARM_UP) {
      took.push(performance.now() - durable);
    }
  }
  return atMost(id, percentile(took, 0.99), PROMISED_MS, 'ms, p99', {
    'p50 ms': round(percentile(took, 0.5), 2),
    'p99 ms': round(percentile(took, 0.99), 2),
    samples: SAMPLES,
  });
}

async function tell(portal: Portal, delivery: object): Promise<void> {
  const body = JSON.stringify(delivery);
  const { status } = await fetch(`${portal.api}/webhooks/s0`, {
    method: 'POST',
    headers: signDelivery(body, { secret: SECRET, source: 's0' }),
    body,
  });
  if (status !== 200) {
    throw new Error(`The event was not taken: ${status}`);
  }
}

async function counterOf(
  database: pg.Client,
  customer: number,
): Promise<number> {
  const { rows } = await database.query(
    'select sum(generation) as counter from c360_generations where customer_ref = $1',
    [`customer:default/c${customer}`],
  );
  return Number(rows[0].counter ?? 0);
}
