import { atMost, type Benchmark, type Figure } from '../lib/Benchmark.ts';
import type { Ground } from '../lib/Ground.ts';
import { viewPath } from '../lib/people.ts';
import { median, round } from '../lib/stats.ts';

const SAMPLES = 25;
/** Read cold before anything is measured: the code has to be warm. */
const WARM_UPS = 40;
const WARM_UPS_AT_ONCE = 5;
const CUSTOMERS = 2 * (SAMPLES + WARM_UPS) + 1;
const FIRST_MS = 40;
const SLOWEST_MS = 300;
const ALLOWED_MS = 10;

/** Nothing cached: the page takes as long as its slowest source. */
export const coldView: Benchmark = {
  id: 'cold-view',
  title: 'A cold view against its slowest source',
  run: async ground => [
    await measure(ground, 10, 0),
    await measure(ground, 20, SAMPLES + WARM_UPS),
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
    customers: CUSTOMERS,
    people: 2,
    ingest: firstCustomer === 0,
  });
  const headers = { authorization: await portal.signIn('p0') };
  const time = async (url: string) => {
    const startedAt = performance.now();
    await (await fetch(url, { headers })).arrayBuffer();
    return performance.now() - startedAt;
  };
  for (let at = 0; at < WARM_UPS; at += WARM_UPS_AT_ONCE) {
    await Promise.all(
      Array.from({ length: WARM_UPS_AT_ONCE }, (_, i) =>
        time(`${portal.url}${viewPath(firstCustomer + SAMPLES + at + i)}`),
      ),
    );
  }
  const views: number[] = [];
  const slowest: number[] = [];
  for (let at = 0; at < SAMPLES; at++) {
    // Rights and ledger are warm as well; no customer has been read before.
    await time(`${portal.url}${viewPath(CUSTOMERS - 1)}`);
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
