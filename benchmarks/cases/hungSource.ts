import { closedLoad, type LoadRequest } from 'rig';
import { atMost, type Benchmark } from '../lib/Benchmark.ts';
import { longLived } from '../lib/longLived.ts';
import { viewPath } from '../lib/people.ts';
import { median, percentile, round } from '../lib/stats.ts';

const CUSTOMERS = 40;
const PER_ROUND = 1_500;
const ROUNDS = 5;
const HUNG = 's0';

/**
 * Warm views while one of five sources accepts calls and never answers, against
 * the same with all healthy. What it fills is due to be read again all the time.
 */
export const hungSource: Benchmark = {
  id: 'hung-source',
  title: 'Warm views with one source hung against all healthy',
  async run(ground) {
    const vendor = await ground.vendor();
    const portal = await ground.portal({
      sources: 5,
      facetsPerSource: 2,
      customers: CUSTOMERS,
      people: 2,
      customer360: {
        facets: {
          ...longLived(),
          // The facets of the source that hangs.
          tickets: { fresh: { milliseconds: 500 } },
          subscriptions: { fresh: { milliseconds: 500 } },
        },
      },
    });
    const headers = {
      authorization: await portal.signIn('p0'),
      'accept-encoding': 'gzip',
    };
    const requests = (): LoadRequest[] =>
      Array.from({ length: PER_ROUND }, (_, at) => ({
        path: viewPath(at % CUSTOMERS),
        headers,
      }));
    const round1 = async (hang: boolean) => {
      await vendor.control({ source: HUNG, hang });
      // Until what was fresh is due, and the first calls hang.
      await closedLoad({
        base: portal.url,
        requests: requests().slice(0, 300),
        concurrency: 4,
      });
      const times: number[] = [];
      const { byStatus } = await closedLoad({
        base: portal.url,
        requests: requests(),
        concurrency: 4,
        onResponse: ({ ms }) => times.push(ms),
      });
      if (byStatus[200] !== PER_ROUND) {
        throw new Error(JSON.stringify(byStatus));
      }
      return {
        p99: percentile(times, 0.99),
        p50: percentile(times, 0.5),
      };
    };
    await round1(false);
    const ratios: number[] = [];
    const healthy: number[] = [];
    const hung: number[] = [];
    for (let at = 0; at < ROUNDS; at++) {
      const well = await round1(false);
      const ill = await round1(true);
      healthy.push(well.p99);
      hung.push(ill.p99);
      ratios.push(ill.p99 / well.p99);
    }
    return [
      atMost('hung-source', median(ratios), 1.1, 'x all healthy, p99', {
        'healthy p99 ms': round(median(healthy), 2),
        'hung p99 ms': round(median(hung), 2),
        views: PER_ROUND * ROUNDS,
      }),
    ];
  },
};
