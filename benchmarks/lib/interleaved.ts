import { closedLoad, type LoadRequest, type Portal } from 'rig';
import { median } from './stats.ts';

/** How one kind of request did in one round. */
export interface Round {
  /** Of the portal's process, per request, in microseconds. */
  readonly cpu: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly perSecond: number;
}

/** Rounds by kind, in their order. */
export type Rounds<K extends string> = Readonly<Record<K, readonly Round[]>>;

/**
 * Sends kinds of requests in turns, so that what else the machine does falls on
 * all of them alike.
 *
 * @throws Error when any answer is not the expected one
 */
export async function interleaved<K extends string>(options: {
  portal: Portal;
  kinds: Readonly<Record<K, (round: number) => LoadRequest[]>>;
  /** Sent first in each round and not measured: what all kinds then find kept. */
  first?: (round: number) => LoadRequest[];
  rounds: number;
  concurrency: number;
  status?: number;
}): Promise<Rounds<K>> {
  const { portal, kinds, first, rounds, concurrency, status = 200 } = options;
  const names = Object.keys(kinds) as K[];
  const taken = Object.fromEntries(
    names.map((name): [K, Round[]] => [name, []]),
  ) as Record<K, Round[]>;
  for (let round = 0; round < rounds; round++) {
    if (first) {
      await closedLoad({
        base: portal.url,
        requests: first(round),
        concurrency,
      });
    }
    // The other way round every second time: who comes first has no advantage.
    for (const name of round % 2 === 0 ? names : [...names].reverse()) {
      const requests = kinds[name](round);
      const before = await portal.usage();
      const result = await closedLoad({
        base: portal.url,
        requests,
        concurrency,
      });
      const after = await portal.usage();
      if (result.byStatus[status] !== requests.length) {
        throw new Error(
          `${name}: ${JSON.stringify(result.byStatus)} ${JSON.stringify(
            result.byError,
          )}`,
        );
      }
      taken[name].push({
        cpu: (after.cpuMicros - before.cpuMicros) / requests.length,
        p50: result.p50,
        p99: result.p99,
        perSecond: requests.length / result.seconds,
      });
    }
  }
  return taken;
}

/** The middle over all rounds. */
export function middle(rounds: readonly Round[], key: keyof Round): number {
  return median(rounds.map(round => round[key]));
}

/** The middle of the ratios within each round: what both met in it cancels out. */
export function ratio(
  of: readonly Round[],
  to: readonly Round[],
  key: keyof Round,
): number {
  return median(of.map((round, at) => round[key] / to[at][key]));
}
