import { closedLoad } from 'rig';
import { atMost, type Benchmark } from '../lib/Benchmark.ts';
import { longLived } from '../lib/longLived.ts';
import { viewPath } from '../lib/people.ts';
import { median, round } from '../lib/stats.ts';

const CUSTOMERS = 120;

/**
 * A person who has just signed in opens a customer whose figures are cached and
 * whose page nobody of the same rights has seen: rights, page and bytes are all
 * to be made. Against the catalog's read of the customer by the same person.
 */
export const firstView: Benchmark = {
  id: 'first-view',
  title: 'A first view against the catalog’s own read of the same customer',
  async run(ground) {
    const portal = await ground.portal({
      sources: 4,
      facetsPerSource: 3,
      customers: CUSTOMERS,
      people: 4,
      // Nobody's rights are known from one view to the next.
      decisionsKeptMs: 0,
      customer360: { facets: longLived() },
    });
    const warmer = { authorization: await portal.signIn('specialist') };
    await closedLoad({
      base: portal.url,
      concurrency: 4,
      requests: Array.from({ length: CUSTOMERS }, (_, at) => ({
        path: viewPath(at),
        headers: warmer,
      })),
    });
    const headers = {
      authorization: await portal.signIn('p0'),
      'accept-encoding': 'gzip',
    };
    const time = async (path: string) => {
      const startedAt = performance.now();
      const answer = await fetch(portal.url + path, { headers });
      await answer.arrayBuffer();
      if (!answer.ok) {
        throw new Error(`${path}: ${answer.status}`);
      }
      return performance.now() - startedAt;
    };
    const views: number[] = [];
    const reads: number[] = [];
    for (let at = 0; at < CUSTOMERS; at++) {
      const read = `/api/catalog/entities/by-name/customer/default/c${at}`;
      if (at % 2 === 0) {
        views.push(await time(viewPath(at)));
        reads.push(await time(read));
      } else {
        reads.push(await time(read));
        views.push(await time(viewPath(at)));
      }
    }
    // The first ones find code that has not run yet.
    const settled = (times: number[]) => times.slice(20);
    return [
      atMost(
        'first-view',
        median(settled(views)) / median(settled(reads)),
        2,
        'x by-name p50',
        {
          'view p50 ms': round(median(settled(views)), 2),
          'by-name p50 ms': round(median(settled(reads)), 2),
        },
      ),
    ];
  },
};
