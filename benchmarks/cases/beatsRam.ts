import { closedLoad, type LoadRequest } from 'rig';
import { atLeast, type Benchmark } from '../lib/Benchmark.ts';
import { interleaved, middle, ratio } from '../lib/interleaved.ts';
import { longLived } from '../lib/longLived.ts';
import { round } from '../lib/stats.ts';

const PER_ROUND = 600;

/**
 * The finished page from memory against the same page as an object, by
 * `res.json` through the default middleware. Both behind sign-in alone.
 */
export const beatsRam: Benchmark = {
  id: 'beats-ram',
  title: 'A finished page against res.json of the same object from memory',
  async run(ground) {
    const portal = await ground.portal({
      sources: 4,
      facetsPerSource: 3,
      customers: 5,
      people: 2,
      customer360: { facets: longLived() },
    });
    const headers = {
      authorization: await portal.signIn('p0'),
      'accept-encoding': 'gzip',
    };
    const requests = (path: string): LoadRequest[] =>
      Array.from({ length: PER_ROUND }, () => ({
        path: `/api/customer-360/anchors/${path}`,
        headers,
      }));
    const kinds = {
      page: () => requests('page'),
      json: () => requests('json'),
    };
    for (const kind of Object.values(kinds)) {
      await closedLoad({
        base: portal.url,
        requests: kind(),
        concurrency: 16,
      });
    }
    const { page, json } = await interleaved({
      portal,
      kinds,
      rounds: 9,
      concurrency: 16,
    });
    return [
      atLeast(
        'beats-ram',
        ratio(page, json, 'perSecond'),
        1.5,
        'x res.json per second',
        {
          'page cpu us': round(middle(page, 'cpu'), 0),
          'json cpu us': round(middle(json, 'cpu'), 0),
          'page per second': round(middle(page, 'perSecond'), 0),
          'json per second': round(middle(json, 'perSecond'), 0),
        },
      ),
    ];
  },
};
