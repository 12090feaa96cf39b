import { closedLoad, type LoadRequest, type Portal } from 'rig';
import { exactly, type Benchmark } from '../lib/Benchmark.ts';
import { longLived } from '../lib/longLived.ts';
import { viewPath } from '../lib/people.ts';

const VIEWS = 1_000;
const AT_ONCE = 50;
const FACET_PAGES = 10;

/** However many look, however many instances run: each facet page is asked for once. */
export const upstreamCalls: Benchmark = {
  id: 'upstream-calls',
  title: 'Calls to the sources for 1,000 views of one customer',
  async run(ground) {
    const vendor = await ground.vendor();
    await vendor.control({ latencyMs: 40, jitterMs: 30 });
    const portals: Portal[] = [];
    for (let at = 0; at < 4; at++) {
      portals.push(
        await ground.portal({
          sources: 5,
          facetsPerSource: 2,
          customers: 20,
          people: 2,
          ingest: at === 0,
          customer360: { facets: longLived() },
        }),
      );
    }
    const authorization = await portals[0].signIn('p0');
    const figures = [];
    for (const [at, instances] of [1, 2, 4].entries()) {
      await vendor.control({});
      const before = await vendor.calls();
      await view(portals.slice(0, instances), at, authorization);
      const { byPage } = await vendor.calls();
      const pages = Object.entries(byPage).filter(([page]) =>
        page.split('/').includes(`a${at}`),
      );
      const calls = pages.reduce((sum, [, count]) => sum + count, 0);
      const most = Math.max(...pages.map(([, count]) => count));
      figures.push(
        exactly(
          `upstream-calls.${instances}`,
          calls / FACET_PAGES,
          1,
          'calls per facet page',
          {
            views: VIEWS,
            instances,
            'facet pages': pages.length,
            'most calls of one page': most,
            'calls before': before.total,
          },
        ),
      );
    }
    return figures;
  },
};

async function view(
  portals: readonly Portal[],
  customer: number,
  authorization: string,
): Promise<void> {
  const results = await Promise.all(
    portals.map(portal => {
      const requests: LoadRequest[] = Array.from(
        { length: VIEWS / portals.length },
        () => ({ path: viewPath(customer), headers: { authorization } }),
      );
      return closedLoad({
        base: portal.url,
        requests,
        concurrency: Math.ceil(AT_ONCE / portals.length),
      });
    }),
  );
  const failed = results.some(({ byStatus, count }) => byStatus[200] !== count);
  if (failed) {
    throw new Error(JSON.stringify(results.map(({ byStatus }) => byStatus)));
  }
}
