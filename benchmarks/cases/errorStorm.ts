import { closedLoad } from 'rig';
import { atMost, type Benchmark } from '../lib/Benchmark.ts';
import { viewPath } from '../lib/people.ts';
import { round } from '../lib/stats.ts';

const CUSTOMERS = 400;

/** All sources answer 500: how often each is asked, before and after the breaker opens. */
export const errorStorm: Benchmark = {
  id: 'error-storm',
  title: 'Calls to a source that answers nothing but errors',
  async run(ground) {
    const vendor = await ground.vendor();
    const portal = await ground.portal({
      sources: 1,
      customers: CUSTOMERS,
      people: 2,
    });
    const headers = { authorization: await portal.signIn('p0') };
    const view = (from: number, to: number) =>
      closedLoad({
        base: portal.url,
        concurrency: 4,
        requests: Array.from({ length: to - from }, (_, at) => ({
          path: viewPath(from + at),
          headers,
        })),
      });
    // A healthy past, as a source has that falls ill.
    await view(0, 50);
    await vendor.control({ source: 's0', status: 500 });
    const fills = async () => {
      const { counted } = await portal.usage();
      const of = (prefix: string) =>
        Object.entries(counted)
          .filter(([name]) => name.startsWith(prefix))
          .reduce((sum, [, count]) => sum + count, 0);
      return {
        attempts: (await vendor.calls()).total,
        opened: of('customer360.source.breaker.changes{source=s0,state=open'),
      };
    };
    const before = await fills();
    let logical = 0;
    let at = 50;
    let now = before;
    // One by one, so that it is known which call opened it.
    while (now.opened === before.opened && at < 150) {
      await view(at, at + 1);
      logical += 1;
      at += 1;
      now = await fills();
    }
    const attempts = now.attempts - before.attempts;
    const startedAt = performance.now();
    await view(at, CUSTOMERS);
    const seconds = (performance.now() - startedAt) / 1_000;
    const probes = (await fills()).attempts - now.attempts;
    return [
      atMost(
        'error-storm.attempts',
        attempts / logical,
        1.2,
        'attempts per logical call before it opens',
        { attempts, logical },
      ),
      atMost(
        'error-storm.probes',
        probes,
        Math.ceil(seconds / 5),
        'calls while open: one probe per 5 s',
        { views: CUSTOMERS - at, seconds: round(seconds, 1) },
      ),
    ];
  },
};
