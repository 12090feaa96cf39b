import { closedLoad, type LoadRequest } from 'rig';
import { atLeast, atMost, type Benchmark } from '../lib/Benchmark.ts';
import { interleaved, middle, ratio } from '../lib/interleaved.ts';
import { longLived } from '../lib/longLived.ts';
import { viewPath } from '../lib/people.ts';
import { round } from '../lib/stats.ts';

const PER_ROUND = 300;
const CUSTOMERS = 20;

/** The page of a customer against the catalog's read of the same one. */
export const peerCatalog: Benchmark = {
  id: 'peer-catalog',
  title: 'A warm view against the catalog’s own read of the same customer',
  async run(ground) {
    const portal = await ground.portal({
      sources: 4,
      facetsPerSource: 3,
      customers: CUSTOMERS,
      people: 2,
      customer360: { facets: longLived() },
    });
    const headers = {
      authorization: await portal.signIn('p0'),
      'accept-encoding': 'gzip',
    };
    const to = (path: (customer: number) => string): LoadRequest[] =>
      Array.from({ length: PER_ROUND }, (_, at) => ({
        headers,
        path: path(at % CUSTOMERS),
      }));
    const kinds = {
      view: () => to(viewPath),
      catalog: () =>
        to(at => `/api/catalog/entities/by-name/customer/default/c${at}`),
    };
    for (const kind of Object.values(kinds)) {
      await closedLoad({ base: portal.url, requests: kind(), concurrency: 8 });
    }
    const loaded = await interleaved({
      portal,
      kinds,
      rounds: 9,
      concurrency: 8,
    });
    const alone = await interleaved({
      portal,
      kinds,
      rounds: 5,
      concurrency: 1,
    });
    return [
      atLeast(
        'peer-catalog.rate',
        ratio(loaded.view, loaded.catalog, 'perSecond'),
        3,
        'x by-name per second',
        {
          'view per second': round(middle(loaded.view, 'perSecond'), 0),
          'by-name per second': round(middle(loaded.catalog, 'perSecond'), 0),
          'view cpu us': round(middle(loaded.view, 'cpu'), 0),
          'by-name cpu us': round(middle(loaded.catalog, 'cpu'), 0),
        },
      ),
      atMost(
        'peer-catalog.p50',
        ratio(alone.view, alone.catalog, 'p50'),
        0.5,
        'x by-name p50, one at a time',
        {
          'view p50 ms': round(middle(alone.view, 'p50'), 2),
          'by-name p50 ms': round(middle(alone.catalog, 'p50'), 2),
          'view p50 ms, 8 at once': round(middle(loaded.view, 'p50'), 2),
          'by-name p50 ms, 8 at once': round(middle(loaded.catalog, 'p50'), 2),
        },
      ),
    ];
  },
};
