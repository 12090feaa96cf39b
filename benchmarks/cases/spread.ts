import type { Portal } from 'rig';
import { atMost, type Benchmark } from '../lib/Benchmark.ts';
import { invalidate } from '../lib/invalidate.ts';
import { longLived } from '../lib/longLived.ts';
import { viewPath } from '../lib/people.ts';
import { percentile, round } from '../lib/stats.ts';

const SAMPLES = 600;
const SOURCE_MS = 30;
const ALLOWED_MS = 50;

/** A change acknowledged on one instance, and the first read on another. */
export const spread: Benchmark = {
  id: 'spread',
  title: 'From a change on one instance to the fresh page on another',
  async run(ground) {
    const vendor = await ground.vendor();
    await vendor.control({ latencyMs: SOURCE_MS });
    const portals: Portal[] = [];
    for (const ingest of [true, false]) {
      portals.push(
        await ground.portal({
          sources: 1,
          customers: 20,
          people: 2,
          ingest,
          customer360: { facets: longLived() },
        }),
      );
    }
    const [a, b] = portals;
    const headers = { authorization: await a.signIn('p0') };
    const spreads: number[] = [];
    const reads: number[] = [];
    for (let at = 0; at < SAMPLES + 20; at++) {
      const customer = at % 20;
      const version = await vendor.write({
        source: 's0',
        account: `a${customer}`,
        facet: 'tickets',
      });
      await invalidate(a, customer, { source: 's0' });
      const acknowledged = performance.now();
      const view = await (
        await fetch(b.url + viewPath(customer), { headers })
      ).text();
      const took = performance.now() - acknowledged;
      if (!view.includes(`v${version} of ticket`)) {
        throw new Error(`The page is older than version ${version}`);
      }
      const startedAt = performance.now();
      await (
        await fetch(`${vendor.url}/v1/s0/accounts/x${at}/tickets`)
      ).arrayBuffer();
      // The first ones find code that has not run yet.
      if (at >= 20) {
        spreads.push(took);
        reads.push(performance.now() - startedAt);
      }
    }
    const p99 = percentile(spreads, 0.99);
    const read = percentile(reads, 0.5);
    return [
      atMost(
        'spread',
        p99 / (ALLOWED_MS + read),
        1,
        'x (50 ms + one source read), p99',
        {
          'p50 ms': round(percentile(spreads, 0.5), 1),
          'p99 ms': round(p99, 1),
          'one source read ms': round(read, 1),
          samples: SAMPLES,
        },
      ),
    ];
  },
};
