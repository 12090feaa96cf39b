import { closedLoad, type LoadRequest, type Portal, type Usage } from 'rig';
import { atMost, type Benchmark, type Figure } from '../lib/Benchmark.ts';
import type { Ground } from '../lib/Ground.ts';
import { interleaved, middle, ratio } from '../lib/interleaved.ts';
import { oneByOne } from '../lib/oneByOne.ts';
import { longLived } from '../lib/longLived.ts';
import { signInAll, viewPath } from '../lib/people.ts';
import { median, round, seeded, zipf } from '../lib/stats.ts';

const PEOPLE = 20;
const CUSTOMERS = 200;
/** Many short rounds: what else the machine does then falls into few of them. */
const PER_ROUND = 100;
const ROUNDS = 60;
const CONCURRENCY = 8;
/** Looks for what is added: each by itself, all kinds in turn. */
const ALONE = 3_000;
/** What permission, ledger and auditor may cost, of what signing in and sending do. */
const GUARDS_BAR = 1;

const constantPath = '/api/customer-360/anchors/constant';
const guardedPath = (customer: number) =>
  `/api/customer-360/anchors/guarded/c${customer}`;

/**
 * 20 people look at 200 customers, some of them much more often than others.
 * Compared with a route that writes one constant, compressed before: behind the
 * same sign-in, permission, ledger and auditor, and behind sign-in alone.
 */
export const warmView: Benchmark = {
  id: 'warm-view',
  title: 'A warm view against a constant behind the same guards',
  run: async ground => [
    ...(await measure(ground, 'warm-view', undefined)),
    ...(await measure(ground, 'warm-view.undecided', 0)),
  ],
};

async function measure(
  ground: Ground,
  id: string,
  decisionsKeptMs: number | undefined,
): Promise<Figure[]> {
  const portal = await ground.portal({
    sources: 4,
    facetsPerSource: 3,
    customers: CUSTOMERS,
    people: PEOPLE,
    decisionsKeptMs,
    ingest: decisionsKeptMs === undefined,
    customer360: { facets: longLived() },
  });
  const tokens = await signInAll(portal, PEOPLE);
  const random = seeded(360);
  const customer = zipf(CUSTOMERS, random);
  const trace = Array.from({ length: ROUNDS * PER_ROUND }, () => ({
    headers: {
      authorization: tokens[Math.floor(random() * PEOPLE)],
      'accept-encoding': 'gzip',
    },
    customer: customer(),
  }));
  const to =
    (path: (customer: number) => string) =>
    (at: number): LoadRequest[] =>
      trace
        .slice(at * PER_ROUND, (at + 1) * PER_ROUND)
        .map(({ headers, customer: name }) => ({ headers, path: path(name) }));
  const kinds = {
    view: to(viewPath),
    guarded: to(guardedPath),
    constant: to(() => constantPath),
  };
  // Each look once: nothing is composed later, and all code has been compiled.
  for (let at = 0; at < ROUNDS; at++) {
    await warm(
      portal,
      Object.values(kinds).flatMap(kind => kind(at)),
    );
  }
  const decisionsBefore = await portal.usage();
  const { view, guarded, constant } = await interleaved({
    portal,
    kinds,
    // The catalog's answers are kept for 2 s: without this they would mostly be
    // asked for again by whichever kind comes first.
    first: kinds.guarded,
    rounds: ROUNDS,
    concurrency: CONCURRENCY,
  });
  const share = cachedShare(await portal.usage(), decisionsBefore);
  const alone = await oneByOne({
    portal,
    kinds: {
      view: viewPath,
      guarded: guardedPath,
      constant: () => constantPath,
    },
    looks: trace.slice(0, ALONE),
    first: guardedPath,
  });
  await portal.stop();
  const added =
    median(alone.view.map((cpu, at) => cpu - alone.guarded[at])) /
    median(alone.constant);
  const detail = {
    'view cpu us': round(middle(view, 'cpu'), 0),
    'guarded cpu us': round(middle(guarded, 'cpu'), 0),
    'constant cpu us': round(middle(constant, 'cpu'), 0),
    'view alone cpu us': round(median(alone.view), 0),
    'guarded alone cpu us': round(median(alone.guarded), 0),
    'constant alone cpu us': round(median(alone.constant), 0),
    'view p50 ms': round(middle(view, 'p50'), 2),
    'guarded p50 ms': round(middle(guarded, 'p50'), 2),
    'view p99 ms': round(middle(view, 'p99'), 2),
    'guarded p99 ms': round(middle(guarded, 'p99'), 2),
    requests: PER_ROUND * ROUNDS,
    'decisions cached %': round(100 * share, 1),
  };
  const guards =
    median(alone.guarded.map((cpu, at) => cpu - alone.constant[at])) /
    median(alone.constant);
  return [
    atMost(`${id}.cpu`, ratio(view, guarded, 'cpu'), 1.25, 'x guarded', detail),
    atMost(`${id}.p99`, ratio(view, guarded, 'p99'), 1.5, 'x guarded'),
    atMost(`${id}.added`, added, 0.25, 'x constant'),
    // With no cached decisions it is the portal's own answer to a question.
    ...(decisionsKeptMs === undefined
      ? [atMost(`${id}.guards`, guards, GUARDS_BAR, 'x constant')]
      : []),
  ];
}

/** Of the questions who may do what, those that needed no answer anew. */
function cachedShare(after: Usage, before: Usage): number {
  const of = (outcome: string) => {
    const key = `customer360.decisions{outcome=${outcome}}`;
    return (after.counted[key] ?? 0) - (before.counted[key] ?? 0);
  };
  return of('cached') / (of('cached') + of('asked'));
}

async function warm(portal: Portal, requests: LoadRequest[]): Promise<void> {
  await closedLoad({ base: portal.url, requests, concurrency: CONCURRENCY });
}
