import { closedLoad, type LoadRequest, type Portal } from 'rig';
import { atMost, type Benchmark, type Figure } from '../lib/Benchmark.ts';
import { median, round } from '../lib/stats.ts';

const CUSTOMERS = 300;
/** Asked for before, and not measured: until all code has been compiled. */
const WARM_UP = 50;
/** Of each end: pauses of the machine, which tell nobody anything. */
const TRIMMED = 0.2;
/** Of the normal distribution: what 95 % of means lie within. */
const Z = 1.96;

const API = '/api/customer-360/v1';

/** How somebody may ask. */
interface Way {
  readonly ask: (name: string) => Omit<LoadRequest, 'headers'>;
  /** Of every answer. */
  readonly status: number;
}

/** A customer that is hidden from who asks, and one that is not there. */
const ways: Readonly<Record<string, Way>> = {
  view: read(name => `/customers/default/${name}/view`),
  list: read(name => `/customers/default/${name}/facets/tickets`),
  'by-id': read(name => `/by/s0/${accountOf(name)}`),
  // By what links are made of: no source is asked, whose time would hide ours.
  lookup: {
    ask: name => ({
      path: `${API}/lookup`,
      method: 'POST',
      body: JSON.stringify({ kind: 'account', value: accountOf(name) }),
    }),
    status: 200,
  },
};

function read(path: (name: string) => string): Way {
  return { ask: name => ({ path: `${API}${path(name)}` }), status: 404 };
}

/** The id at the sources of a customer that is there. */
function accountOf(name: string): string {
  return name.replace(/^c/, 'a');
}

/**
 * Whether time tells somebody that a customer is there whom they may not see.
 *
 * One request after the other, a hidden customer and an absent one in turn, each
 * as often first: what else the machine does then falls on both. Of each pair
 * the difference is taken, and of all differences the 95 % interval of the
 * mean. Every customer is asked for twice, so that both what has to be read
 * first and what is kept is measured. What is held is the end of the interval
 * that is further from nothing, in milliseconds.
 */
export const hiddenOrAbsent: Benchmark = {
  id: 'hidden-or-absent',
  title: 'A hidden customer against one that is not there',
  run: async ground => {
    const portal = await ground.portal({
      sources: 2,
      customers: CUSTOMERS + WARM_UP,
      people: 2,
    });
    const authorization = await portal.signIn('outsider');
    const figures: Figure[] = [];
    for (const [name, way] of Object.entries(ways)) {
      const pairs = (from: number, to: number) =>
        differences(portal, way, authorization, from, to);
      await pairs(CUSTOMERS, CUSTOMERS + WARM_UP);
      const { cold, warm } = await pairs(0, CUSTOMERS);
      figures.push(
        figureOf(`hidden-or-absent.${name}.cold`, cold),
        figureOf(`hidden-or-absent.${name}.warm`, warm),
      );
    }
    await portal.stop();
    return figures;
  },
};

function figureOf(id: string, differences: readonly number[]): Figure {
  const { mean, half } = trimmedMean(differences);
  return atMost(id, Math.abs(mean) + half, 1, 'ms, end of the 95 % interval', {
    'from ms': round(mean - half),
    'to ms': round(mean + half),
    'median ms': round(median(differences)),
    pairs: differences.length,
  });
}

/** The mean without the ends, and half of its 95 % interval. */
function trimmedMean(values: readonly number[]): {
  mean: number;
  half: number;
} {
  const sorted = [...values].sort((a, b) => a - b);
  const cut = Math.floor(TRIMMED * sorted.length);
  const kept = sorted.slice(cut, sorted.length - cut);
  const winsorized = sorted.map(value =>
    Math.min(kept[kept.length - 1], Math.max(kept[0], value)),
  );
  const variance = varianceOf(winsorized);
  return {
    mean: meanOf(kept),
    half:
      Z *
      Math.sqrt(
        ((sorted.length - 1) * variance) / (kept.length * (kept.length - 1)),
      ),
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function varianceOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return (
    values.reduce((sum, value) => sum + (value - mean) ** 2, 0) /
    (values.length - 1)
  );
}

/** Milliseconds that the hidden one took longer, pair by pair. */
async function differences(
  portal: Portal,
  { ask, status }: Way,
  authorization: string,
  from: number,
  to: number,
): Promise<{ cold: number[]; warm: number[] }> {
  const headers = { authorization, 'content-type': 'application/json' };
  const requests = Array.from({ length: to - from }, (_, at) => {
    const pair = [`c${from + at}`, `n${from + at}`].map(
      (name): LoadRequest => ({ ...ask(name), headers }),
    );
    const inTurn = at % 2 === 0 ? pair : [pair[1], pair[0]];
    return [...inTurn, ...inTurn];
  }).flat();
  const times: number[] = [];
  const { byStatus, byError } = await closedLoad({
    base: portal.url,
    requests,
    concurrency: 1,
    onResponse: ({ ms }) => {
      times.push(ms);
    },
  });
  if (byStatus[status] !== requests.length) {
    throw new Error(JSON.stringify({ byStatus, byError }));
  }
  const of = (first: number) =>
    Array.from({ length: to - from }, (_, at) => {
      const [one, other] = times.slice(at * 4 + first);
      return at % 2 === 0 ? one - other : other - one;
    });
  return { cold: of(0), warm: of(2) };
}
