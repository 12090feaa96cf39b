import { atMost, type Benchmark, type Figure } from '../lib/Benchmark.ts';
import type { Ground } from '../lib/Ground.ts';
import { viewPath } from '../lib/people.ts';
import { median, round } from '../lib/stats.ts';

const SAMPLES = 25;
const FIRST_MS = 40;
const SLOWEST_MS = 300;
const ALLOWED_MS = 10;

/** Nothing cached: the page takes as long as its slowest source. */
export const coldView: Benchmark = {
  id: 'cold-view',
  title: 'A cold view against its slowest source',
  run: async ground => [
    await measure(ground, 10, 0),
    await measure(ground, 20, SAMPLES),
  ],
};

async function measure(
  ground: Ground,
  sources: number,
  firstCustomer: number,
): Promise<Figure> {
  const vendor = await ground.vendor();
  for (let at = 0; at < sources; at++) {
    const share = at / (sources - 1);
    await vendor.control({
      source: `s${at}`,
      latencyMs: Math.round(FIRST_MS + share * (SLOWEST_MS - FIRST_MS)),
    });
  }
  const portal = await ground.portal({
    sources,
    customers: 60,
    people: 2,
    ingest: firstCustomer === 0,
  });
  const headers = { authorization: await portal.signIn('p0') };
  const time = async (url: string) => {
    const startedAt = performance.now();
    await (await fetch(url, { headers })).arrayBuffer();
    return performance.now() - startedAt;
  };
  const views: number[] = [];
  const slowest: number[] = [];
  for (let at = 0; at < SAMPLES; at++) {
    // Rights, ledger and code are warm; no customer has been read before.
    await time(`${portal.url}${viewPath(59)}`);
    views.push(await time(`${portal.url}${viewPath(firstCustomer + at)}`));
    slowest.push(
      await time(`${vendor.url}/v1/s${sources - 1}/accounts/x${at}/tickets`),
    );
  }
  await portal.stop();
  return atMost(
    `cold-view.${sources}`,
    (median(views) - ALLOWED_MS) / median(slowest),
    1.05,
    'x slowest source, less 10 ms',
    {
      'view p50 ms': round(median(views), 1),
      'slowest source p50 ms': round(median(slowest), 1),
    },
  );
}
