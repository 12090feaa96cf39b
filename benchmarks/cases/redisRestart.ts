import { closedLoad, waitUntil, type LoadRequest } from 'rig';
import { atMost, exactly, type Benchmark } from '../lib/Benchmark.ts';
import { viewPath } from '../lib/people.ts';
import { round } from '../lib/stats.ts';

const CUSTOMERS = 40;
const ALLOWED_SECONDS = 1;

/** Redis is killed under load and comes back. */
export const redisRestart: Benchmark = {
  id: 'redis-restart',
  title: 'Redis killed and restarted under load',
  async run(ground) {
    const redis = await ground.redis();
    const portal = await ground.portal({
      sources: 5,
      facetsPerSource: 2,
      customers: CUSTOMERS,
      people: 2,
      // So short that the shared cache is asked all the time.
      customer360: {
        facets: {
          tickets: { fresh: { milliseconds: 200 } },
          subscriptions: { fresh: { milliseconds: 200 } },
        },
      },
    });
    const headers = { authorization: await portal.signIn('p0') };
    let running = true;
    const load = closedLoad({
      base: portal.url,
      concurrency: 6,
      requests: (function* requests(): Generator<LoadRequest> {
        for (let at = 0; running; at++) {
          yield { path: viewPath(at % CUSTOMERS), headers };
        }
      })(),
    });
    const rest = (ms: number) =>
      new Promise(resolve => setTimeout(resolve, ms));
    const recovered: number[] = [];
    for (let at = 0; at < 3; at++) {
      await rest(1_500);
      await redis.kill();
      await rest(1_500);
      await redis.restart();
      const back = performance.now();
      // Back in use is: a reading has landed in it again.
      await waitUntil(
        async () => Number((await redis.call('DBSIZE')) ?? 0) > 1,
        { timeoutMs: 30_000, everyMs: 5 },
      );
      recovered.push((performance.now() - back) / 1_000);
    }
    await rest(1_000);
    running = false;
    const { count, failed, byStatus } = await load;
    return [
      exactly(
        'redis-restart.failed',
        count - (byStatus[200] ?? 0),
        0,
        'failed requests',
        { requests: count, 'without an answer': failed },
      ),
      atMost(
        'redis-restart.recovered',
        Math.max(...recovered) / ALLOWED_SECONDS,
        1,
        'x 1 s until it is used again',
        { seconds: recovered.map(it => round(it, 2)).join(', ') },
      ),
    ];
  },
};
