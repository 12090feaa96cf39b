import { closedLoad } from 'rig';
import { atMost, type Benchmark } from '../lib/Benchmark.ts';
import { longLived } from '../lib/longLived.ts';
import { viewPath } from '../lib/people.ts';
import { seeded, zipf } from '../lib/stats.ts';

const VIEWS = 1_000;
const CUSTOMERS = 200;
const FACET_PAGES = 10;

/** 1,000 views of 200 customers, some much more often, inside one lifetime. */
export const zipfCalls: Benchmark = {
  id: 'zipf',
  title: 'Calls to the sources for 1,000 views of 200 customers',
  async run(ground) {
    const vendor = await ground.vendor();
    await vendor.control({ latencyMs: 30, jitterMs: 20 });
    const portal = await ground.portal({
      sources: 5,
      facetsPerSource: 2,
      customers: CUSTOMERS,
      people: 2,
      customer360: { facets: longLived() },
    });
    const authorization = await portal.signIn('p0');
    const random = seeded(36);
    const customer = zipf(CUSTOMERS, random);
    const trace = Array.from({ length: VIEWS }, customer);
    const before = (await vendor.calls()).total;
    const { byStatus } = await closedLoad({
      base: portal.url,
      concurrency: 20,
      requests: trace.map(at => ({
        path: viewPath(at),
        headers: { authorization },
      })),
    });
    const calls = (await vendor.calls()).total - before;
    const least = new Set(trace).size * FACET_PAGES;
    return [
      atMost('zipf', calls / least, 1.05, 'x the least possible', {
        views: byStatus[200] ?? 0,
        customers: new Set(trace).size,
        calls,
        'naive calls': VIEWS * FACET_PAGES,
      }),
    ];
  },
};
