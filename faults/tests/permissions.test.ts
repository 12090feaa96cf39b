import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { freePort, waitUntil, type Portal } from 'rig';
import { Ground } from '../lib/Ground.ts';
import type { PluginFault, PluginFront } from '../lib/PluginFront.ts';
import { late } from '../lib/ScriptedVendor.ts';
import {
  becomes,
  is,
  ofPortal,
  SURFACE_NAMES,
  SURFACES,
  UNKEPT,
} from '../lib/surfaces.ts';
import { freshFor, rest } from '../lib/times.ts';
import { pathOf, viewPath, Visitor } from '../lib/views.ts';

const PEOPLE = 6;
const CUSTOMERS = 60;
/** Promised: from the last answer of the permission backend on. */
const DENIED_MS = 5_000;
/** Looked at for so long: whatever is kept, or waited for, is over by then. */
const WATCHED_MS = 9_000;
/** How long the service keeps an entity, and what the policy said. */
const ENTITY_MS = 2_000;
const DECISIONS_MS = 2_500;
/** How long Backstage keeps which groups somebody has signed in with. */
const USER_INFO_MS = 5_000;
/** Longer than an answer is good for that nobody confirms. */
const SLOW_MS = 3_000;

const FULL = { tier: 'full' };

/** `p0` sees all, as do its group's people for as long as they are in it. */
const ROLES = {
  seller: {
    members: [1, 3, 5].map(at => `user:default/p${at}`),
    own: FULL,
  },
  agent: {
    members: ['group:default/agents'],
    own: FULL,
    team: FULL,
    others: FULL,
  },
};

let ground: Ground;
/** Before the permission backend, for all plugins of the portal. */
let front: PluginFront;
let portal: Portal;

before(async () => {
  ground = await Ground.start({ fsync: false });
  const port = await freePort();
  front = await ground.front(port);
  portal = await ground.portal({
    port,
    sources: 3,
    customers: CUSTOMERS,
    people: PEOPLE,
    whole: true,
    reachedAt: { permission: front.baseUrl('permission') },
    customer360: { roles: ROLES, facets: freshFor() },
  });
  const visitors = [await Visitor.at(portal)];
  await waitUntil(
    () =>
      is({ visitors, customer: CUSTOMERS - 1, shown: true }).then(() => true),
    { timeoutMs: 60_000, everyMs: 500 },
  );
});

afterEach(() => {
  front.recover();
  ground.assertWell();
});

after(() => ground?.end());

const KINDS: ReadonlyArray<{ what: string; kind: PluginFault }> = [
  { what: 'is down', kind: 'down' },
  { what: 'answers 500', kind: 'fails' },
  { what: 'never answers', kind: 'hangs' },
];

for (const [at, { kind, what }] of KINDS.entries()) {
  describe(`fault 29: the permission backend ${what}`, () => {
    it('shows nothing from 5 s on, warm or not, and all again when it is back', async () => {
      const visitor = await Visitor.at(portal);
      const visitors = [visitor];
      await is({ visitors, customer: 0, shown: true });
      // What nobody has looked at yet takes longer than rights are kept.
      ground.vendor.answer('s1', late(ground.vendor, SLOW_MS));
      let next = 10 + 15 * at;

      front.suffer(kind);
      const since = performance.now();
      const passed = () => performance.now() - since;
      const last: Record<string, number> = {};
      const shown = (surface: string) => {
        last[surface] = passed();
      };
      const watch = async (look: () => Promise<void>) => {
        while (passed() < WATCHED_MS) {
          await Promise.race([look(), rest(WATCHED_MS - passed())]);
          await rest(100);
        }
      };
      await Promise.all([
        ...SURFACE_NAMES.map(name =>
          watch(async () => {
            const there = await SURFACES[name](visitor, 0).catch(() => false);
            if (there) {
              shown(name);
            }
          }),
        ),
        (async () => {
          for (; passed() < DECISIONS_MS + 1_000; next++) {
            void coldView(visitor, next, () => shown('cold view'));
            void coldStream(visitor, next, () => shown('cold stream'));
            await rest(300);
          }
          await rest(WATCHED_MS - passed());
        })(),
      ]);
      const tooLate = Object.entries(last).filter(([, ms]) => ms > DENIED_MS);
      assert.deepEqual(tooLate, [], 'shown too late');
      assert.ok(last.view > 0, 'it was warm');
      const { status, text } = await visitor.get(`${pathOf(0)}/view`);
      assert.equal(status, 503, text);
      console.log(
        `    last shown: ${JSON.stringify(last, (_, ms) =>
          typeof ms === 'number' ? Math.round(ms) : ms,
        )}`,
      );

      ground.vendor.answer('s1');
      front.recover();
      const back = performance.now();
      await waitUntil(
        () => is({ visitors, customer: 0, shown: true }).then(() => true),
        { timeoutMs: DENIED_MS, everyMs: 100 },
      );
      console.log(`    back after: ${Math.round(performance.now() - back)} ms`);
    });
  });
}

/** Tells of each answer that shows something. */
async function coldView(
  visitor: Visitor,
  customer: number,
  shown: () => void,
): Promise<void> {
  const { status } = await visitor.get(`${pathOf(customer)}/view`);
  if (status === 200) {
    shown();
  }
}

/** Tells of each part of a customer that arrives. */
async function coldStream(
  { headers }: Visitor,
  customer: number,
  shown: () => void,
): Promise<void> {
  const answer = await fetch(
    portal.url + viewPath(customer).replace(/view$/, 'stream'),
    { headers },
  );
  if (!answer.ok) {
    return;
  }
  try {
    for await (const _chunk of answer.body!) {
      shown();
    }
  } catch {
    // It was cut, as it should be.
  }
}

async function change(entity: string, spec: object): Promise<void> {
  const { status } = await fetch(
    `${portal.url}/api/disturbance/catalog/${entity}`,
    {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(spec),
    },
  );
  assert.equal(status, 204);
}

/** Until the catalog itself says so, which is its own affair. */
async function untilRelated(
  entity: string,
  type: string,
  expected: readonly string[],
): Promise<number> {
  const headers = { authorization: portal.service() };
  const [kind, name] = entity.split('/');
  await waitUntil(
    async () => {
      const answer = await fetch(
        `${portal.url}/api/catalog/entities/by-name/${kind}/default/${name}`,
        { headers },
      );
      const { relations } = (await answer.json()) as {
        relations: Array<{ type: string; targetRef: string }>;
      };
      const targets = relations.filter(it => it.type === type);
      return (
        targets.length === expected.length &&
        targets.every(({ targetRef }) => expected.includes(targetRef))
      );
    },
    { timeoutMs: 60_000, everyMs: 10 },
  );
  return performance.now();
}

describe('rights that are taken away', () => {
  it('are gone 2 s after the catalog says that somebody else owns the customer', async () => {
    const loser = await Visitor.at(portal, 'p1');
    const winner = await Visitor.at(portal, 'p3');
    await is({ visitors: [loser], customer: 1, shown: true });
    await is({ visitors: [winner], customer: 1, shown: false });
    const changedAt = performance.now();
    await change('customer/c1', { owner: 'user:default/p3' });
    const since = await untilRelated('customer/c1', 'ownedBy', [
      'user:default/p3',
    ]);
    console.log(`    in the catalog after ${Math.round(since - changedAt)} ms`);
    await is({
      visitors: [loser],
      customer: 1,
      shown: false,
      surfaces: UNKEPT,
    });
    const gone = { customer: 1, within: ENTITY_MS, since };
    await becomes({ ...gone, visitors: [loser], shown: false });
    await becomes({ ...gone, visitors: [winner], shown: true, within: 5_000 });
  });

  it('are gone with the next sign-in of who has left a group, and from older sessions soon after', async () => {
    const before = await Visitor.at(portal, 'p4');
    await is({ visitors: [before], customer: 0, shown: true });
    await change('user/p4', { memberOf: [] });
    await untilRelated('user/p4', 'memberOf', []);
    // Groups come with sign-in.
    await is({ visitors: [before], customer: 0, shown: true });

    const now = await Visitor.at(portal, 'p4');
    const since = performance.now();
    assert.equal(await statusOf(now, 'catalog'), 404);
    assert.equal(await statusOf(now, 'page'), 403);
    await Promise.all([
      refusedWithin(USER_INFO_MS, since, 404, () =>
        statusOf(before, 'catalog'),
      ),
      refusedWithin(USER_INFO_MS + DECISIONS_MS, since, 403, () =>
        statusOf(before, 'page'),
      ),
    ]);
  });
});

async function statusOf(
  visitor: Visitor,
  of: 'catalog' | 'page',
): Promise<number> {
  const { status } =
    of === 'page'
      ? await visitor.get(`${pathOf(0)}/view`)
      : await ofPortal(visitor, 'catalog/entities/by-name/customer/default/c0');
  return status;
}

/** Whoever asks later than that is refused. */
async function refusedWithin(
  ms: number,
  since: number,
  refusal: number,
  ask: () => Promise<number>,
): Promise<void> {
  for (;;) {
    const askedAt = performance.now() - since;
    const status = await ask();
    if (status === refusal) {
      return;
    }
    assert.equal(status, 200);
    assert.ok(askedAt < ms, `still shown after ${Math.round(askedAt)} ms`);
    await rest(100);
  }
}
