import { closedLoad } from 'rig';
import { atLeast, type Benchmark } from '../lib/Benchmark.ts';
import { longLived } from '../lib/longLived.ts';
import { viewPath } from '../lib/people.ts';
import { percentile, round } from '../lib/stats.ts';

const SOURCES = 10;

/** The page as the usual plugin makes it, at sources of 300 to 3,000 ms. */
export const naiveRace: Benchmark = {
  id: 'naive-race',
  title: 'A warm view against asking ten slow sources on every load',
  async run(ground) {
    const vendor = await ground.vendor();
    for (let at = 0; at < SOURCES; at++) {
      await vendor.control({ source: `s${at}`, latencyMs: 300 * (at + 1) });
    }
    const portal = await ground.portal({
      sources: SOURCES,
      customers: 20,
      people: 2,
      customer360: { facets: longLived() },
    });
    const headers = {
      authorization: await portal.signIn('p0'),
      'accept-encoding': 'gzip',
    };
    const load = (path: (at: number) => string, requests: number) =>
      closedLoad({
        base: portal.url,
        concurrency: 1,
        timeoutMs: 60_000,
        requests: Array.from({ length: requests }, (_, at) => ({
          path: path(at % 20),
          headers,
        })),
      });
    const naive = async (mode: string, requests: number) => {
      const times: number[] = [];
      await closedLoad({
        base: portal.url,
        concurrency: 5,
        timeoutMs: 60_000,
        requests: Array.from({ length: requests }, (_, at) => ({
          path: `/api/customer-360/anchors/naive/c${at}?mode=${mode}`,
          headers,
        })),
        onResponse: ({ ms }) => times.push(ms),
      });
      return percentile(times, 0.95);
    };
    await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        fetch(portal.url + viewPath(at), { headers }),
      ),
    );
    await load(viewPath, 100);
    const parallel = await naive('parallel', 10);
    const sequential = await naive('sequential', 5);
    const { p95 } = await load(viewPath, 300);
    return [
      atLeast(
        'naive-race.parallel',
        parallel / p95,
        100,
        'x faster than all at once, p95',
        { 'naive p95 ms': round(parallel, 0), 'view p95 ms': round(p95, 2) },
      ),
      atLeast(
        'naive-race.sequential',
        sequential / p95,
        100,
        'x faster than one after the other, p95',
        { 'naive p95 ms': round(sequential, 0), 'view p95 ms': round(p95, 2) },
      ),
    ];
  },
};
