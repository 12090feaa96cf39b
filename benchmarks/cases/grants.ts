import { closedLoad, waitUntil, type LoadRequest, type Portal } from 'rig';
import { atMost, type Benchmark, type Figure } from '../lib/Benchmark.ts';
import type { Ground } from '../lib/Ground.ts';
import { interleaved, middle, ratio } from '../lib/interleaved.ts';
import { longLived } from '../lib/longLived.ts';
import { viewPath } from '../lib/people.ts';
import { round } from '../lib/stats.ts';

const GRANTS = 50;
const PEOPLE = 4;
/** Each of the people owns as many as are granted. */
const CUSTOMERS = PEOPLE * GRANTS;
const ROUNDS = 20;
const CONCURRENCY = 8;
const HOUR_MS = 3_600_000;
const LIST =
  '/api/catalog/entities/by-query?filter=kind=customer&limit=50&orderField=metadata.name,asc';

const ROLES = {
  lead: {
    members: ['user:default/p0'],
    own: { tier: 'full' },
    team: { tier: 'full' },
    others: { tier: 'full' },
    permissions: ['grants.manage'],
  },
  seller: {
    members: ['user:default/p1', 'user:default/p3'],
    own: { tier: 'full' },
  },
};

/**
 * Two people of one role who see fifty customers of their own: one has fifty
 * live grants beside them and looks at those. What is decided is kept, as it
 * is, and asked anew for each view; the catalog is always asked anew.
 */
export const grants: Benchmark = {
  id: 'grants',
  title: 'Somebody with 50 live grants against somebody with none',
  run: async ground => [
    ...(await measure(ground, 'grants', undefined)),
    ...(await measure(ground, 'grants.undecided', 0)),
  ],
};

async function measure(
  ground: Ground,
  id: string,
  decisionsKeptMs: number | undefined,
): Promise<Figure[]> {
  const decided = decisionsKeptMs === undefined;
  const portal = await ground.portal({
    sources: 4,
    facetsPerSource: 3,
    customers: CUSTOMERS,
    people: PEOPLE,
    decisionsKeptMs,
    ingest: decided,
    customer360: { facets: longLived(), roles: ROLES },
  });
  const [lead, granted, none] = await Promise.all(
    ['p0', 'p1', 'p3'].map(person => portal.signIn(person)),
  );
  if (decided) {
    await grantAll(portal, { lead, to: granted });
  }
  await waitUntil(async () => (await listed(portal, granted)) === 2 * GRANTS, {
    timeoutMs: 30_000,
    everyMs: 200,
  });
  // Of `p0` those that are granted, and of `p3` their own.
  const views = (authorization: string, first: number): LoadRequest[] =>
    Array.from({ length: 2 * GRANTS }, (_, at) => ({
      headers: { authorization, 'accept-encoding': 'gzip' },
      path: viewPath(first + PEOPLE * (at % GRANTS)),
    }));
  const lists = (authorization: string): LoadRequest[] =>
    Array.from({ length: GRANTS }, () => ({
      headers: { authorization },
      path: LIST,
    }));
  const kinds = {
    granted: () => views(granted, 0),
    none: () => views(none, 3),
    ...(decided && {
      'granted list': () => lists(granted),
      'none list': () => lists(none),
    }),
  } as Record<
    'granted' | 'none' | 'granted list' | 'none list',
    () => LoadRequest[]
  >;
  for (let at = 0; at < 3; at++) {
    for (const kind of Object.values(kinds)) {
      await closedLoad({
        base: portal.url,
        requests: kind(),
        concurrency: CONCURRENCY,
      });
    }
  }
  const rounds = await interleaved({
    portal,
    kinds,
    rounds: ROUNDS,
    concurrency: CONCURRENCY,
  });
  await portal.stop();
  const figure = (name: string, of: 'granted' | 'granted list') => {
    const to = of === 'granted' ? 'none' : 'none list';
    return atMost(
      name,
      ratio(rounds[of], rounds[to], 'cpu'),
      2,
      'x no grants',
      {
        'granted cpu us': round(middle(rounds[of], 'cpu'), 0),
        'none cpu us': round(middle(rounds[to], 'cpu'), 0),
        'granted p50 ms': round(middle(rounds[of], 'p50'), 2),
        'none p50 ms': round(middle(rounds[to], 'p50'), 2),
      },
    );
  };
  return [
    figure(`${id}.view`, 'granted'),
    ...(decided ? [figure(`${id}.list`, 'granted list')] : []),
  ];
}

/** One after the other: so many may not wait to be decided at once. */
async function grantAll(
  portal: Portal,
  { lead, to }: { lead: string; to: string },
): Promise<void> {
  const expiresAt = new Date(Date.now() + HOUR_MS).toISOString();
  for (let at = 0; at < GRANTS; at++) {
    const { id } = await post<{ id: string }>(portal, to, '/grants', {
      scope: { kind: 'customer', ref: `customer:default/c${at * PEOPLE}` },
      tier: 'full',
      reason: 'To be measured with it',
      expiresAt,
    });
    await post(portal, lead, `/grants/${id}`, { decision: 'approve' });
  }
}

async function post<T>(
  { api }: Portal,
  authorization: string,
  path: string,
  body: object,
): Promise<T> {
  const answer = await fetch(api + path, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) {
    throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  }
  return (await answer.json()) as T;
}

async function listed({ url }: Portal, authorization: string): Promise<number> {
  const answer = await fetch(url + LIST, { headers: { authorization } });
  return ((await answer.json()) as { totalItems: number }).totalItems;
}
