import type { FakeVendorProcess, Portal, RedisServer } from 'rig';
import { exactly, type Benchmark } from '../lib/Benchmark.ts';
import { invalidate } from '../lib/invalidate.ts';
import { longLived } from '../lib/longLived.ts';
import { viewPath } from '../lib/people.ts';
import { seeded } from '../lib/stats.ts';

const RACES = 10_000;
const LANES = 12;

interface Tally {
  races: number;
  reads: number;
  ok: number;
  older: number;
}

/**
 * 10,000 changes, each acknowledged while reads of the same customer are under
 * way on two instances; Redis is flushed, killed, frozen and restarted between
 * them. What a read that began after the acknowledgement shows as `ok` is never
 * older than the change.
 */
export const race: Benchmark = {
  id: 'race',
  title: '10,000 races of changes and reads on two instances',
  async run(ground) {
    const vendor = await ground.vendor();
    await vendor.control({ latencyMs: 2, jitterMs: 2 });
    const portals: Portal[] = [];
    for (const ingest of [true, false]) {
      portals.push(
        await ground.portal({
          sources: 1,
          customers: 40,
          people: 2,
          ingest,
          customer360: { facets: longLived() },
        }),
      );
    }
    const tally: Tally = { races: 0, reads: 0, ok: 0, older: 0 };
    const authorization = await portals[0].signIn('p0');
    let running = true;
    const moves = disturb(await ground.redis(), () => running);
    await Promise.all(
      Array.from({ length: LANES }, (_, lane) =>
        runLane({ lane, portals, vendor, authorization, tally }),
      ),
    );
    running = false;
    return [
      exactly(
        'race',
        tally.older,
        0,
        'values older than an acknowledged change',
        {
          races: tally.races,
          reads: tally.reads,
          'reads shown as ok': tally.ok,
          'moves of Redis': await moves,
        },
      ),
    ];
  },
};

/** One customer per lane, so that its versions are known exactly. */
async function runLane(options: {
  lane: number;
  portals: readonly Portal[];
  vendor: FakeVendorProcess;
  authorization: string;
  tally: Tally;
}): Promise<void> {
  const { lane, portals, vendor, authorization, tally } = options;
  const random = seeded(1_000 + lane);
  const pick = () => portals[random() < 0.5 ? 0 : 1];
  const record = { source: 's0', account: `a${lane}`, facet: 'tickets' };
  let acknowledged = 1;
  const read = async () => {
    const least = acknowledged;
    const answer = await fetch(pick().url + viewPath(lane), {
      headers: { authorization },
    });
    const text = await answer.text();
    tally.reads += 1;
    if (answer.status !== 200) {
      throw new Error(`A read was answered with ${answer.status}`);
    }
    const { tickets } = JSON.parse(text).sections.support.facets;
    if (tickets.state === 'ok') {
      tally.ok += 1;
      const version = Number(
        /^v(\d+) /.exec(tickets.data.tickets[0].subject)![1],
      );
      if (version < least) {
        tally.older += 1;
      }
    }
  };
  while (tally.races < RACES) {
    tally.races += 1;
    const early = [read()];
    if (random() < 0.3) {
      early.push(read());
    }
    const version = await vendor.write(record);
    await invalidate(pick(), lane, { source: 's0' });
    acknowledged = version;
    await Promise.all([read(), ...(random() < 0.3 ? [read()] : []), ...early]);
  }
}

/** Flushes, kills, freezes and restarts Redis, over and over. */
async function disturb(
  redis: RedisServer,
  goesOn: () => boolean,
): Promise<number> {
  const random = seeded(7);
  const rest = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));
  let moves = 0;
  while (goesOn()) {
    await rest(300 + random() * 500);
    moves += 1;
    const move = random();
    if (move < 0.5) {
      await redis.flush();
    } else if (move < 0.75) {
      redis.freeze();
      await rest(100 + random() * 300);
      redis.thaw();
    } else {
      await redis.kill();
      await rest(100 + random() * 300);
      await redis.restart();
    }
  }
  return moves;
}
