import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { freePort, waitUntil, type Portal } from 'rig';
import {
  approve,
  ask,
  customerScope,
  revoke,
  type Given,
} from '../lib/grants.ts';
import { Ground } from '../lib/Ground.ts';
import type { PluginFault, PluginFront } from '../lib/PluginFront.ts';
import { sendJson } from '../lib/ScriptedVendor.ts';
import { becomes, is, ofPortal, UNKEPT } from '../lib/surfaces.ts';
import { freshFor, rest } from '../lib/times.ts';
import { pathOf, Visitor } from '../lib/views.ts';

const PEOPLE = 6;
const CUSTOMERS = 24;
/** Promised, on every surface of every instance. */
const EFFECTIVE_MS = 5_000;
/** How old what the policy knows of grants may be; all that there is where it is asked each time. */
const TRUSTED_MS = 2_500;
/** How long the page keeps what the policy said. */
const DECISIONS_MS = 2_500;

const ALL = { tier: 'read-write', labels: ['contract', 'sales', 'notes'] };

/** `p0` decides; the others see their own customers: `c1` is of `p1`, and so on. */
const ROLES = {
  lead: {
    members: ['user:default/p0'],
    own: ALL,
    team: ALL,
    others: ALL,
    permissions: ['grants.manage', 'ledger.read', 'sources.read'],
  },
  seller: {
    members: ['user:default/p1', 'user:default/p3'],
    own: { tier: 'full' },
  },
  'on-call': {
    members: ['user:default/p2'],
    own: { tier: 'full' },
    permissions: ['break-glass'],
  },
};

let ground: Ground;
/** Before the service of the second instance, for that instance itself. */
let front: PluginFront;
const portals: Portal[] = [];

before(async () => {
  ground = await Ground.start({ fsync: false });
  ground.vendor.answer('s0', (asked, response) =>
    sendJson(response, {
      ...ground.vendor.record(asked),
      page: asked.page,
      pages: 3,
      items: [{ id: `t${asked.page}`, name: `Ticket ${asked.page}` }],
    }),
  );
  for (const ingest of [true, false]) {
    const port = await freePort();
    front = await ground.front(port);
    portals.push(
      await ground.portal({
        port,
        sources: 3,
        customers: CUSTOMERS,
        people: PEOPLE,
        segments: ['enterprise', 'smb'],
        ingest,
        whole: true,
        readItems: true,
        reachedAt: ingest
          ? {}
          : { 'customer-360': front.baseUrl('customer-360') },
        customer360: { roles: ROLES, facets: freshFor() },
      }),
    );
  }
  const leads = await everywhere('p0');
  // Until all is in the index of the search.
  await waitUntil(
    () =>
      is({ visitors: leads, customer: CUSTOMERS - 1, shown: true }).then(
        () => true,
      ),
    { timeoutMs: 60_000, everyMs: 500 },
  );
});

afterEach(() => {
  front.recover();
  ground.assertWell();
});

after(() => ground?.end());

/** The same person, at each instance. */
function everywhere(person: string): Promise<Visitor[]> {
  return Promise.all(portals.map(portal => Visitor.at(portal, person)));
}

/** Asked for at the first instance, approved at the second, and effective. */
async function given(
  person: Visitor,
  wanted: Parameters<typeof ask>[1],
): Promise<Given> {
  const [, lead] = await everywhere('p0');
  const { id } = await ask(person, wanted);
  return approve(lead, id);
}

function told(what: string, ms: number): void {
  console.log(`    ${what}: ${Math.round(ms)} ms`);
}

describe('a grant on two instances', () => {
  it('is what somebody without any does not have', async () => {
    const visitors = await everywhere('p1');
    await is({ visitors, customer: 0, shown: false });
    await is({ visitors, customer: 1, shown: true });
    for (const visitor of visitors) {
      const hidden = await visitor.get(`${pathOf(0)}/view`);
      const absent = await visitor.get(`${pathOf('c-absent')}/view`);
      assert.equal(
        hidden.text.replaceAll('c0', 'c-absent'),
        absent.text,
        'tells hidden from absent',
      );
    }
  });

  it('shows on every surface 5 s after it was approved, and is gone from each 5 s after it was revoked', async () => {
    const visitors = await everywhere('p1');
    const [, lead] = await everywhere('p0');
    const { id } = await ask(visitors[0], { scope: customerScope(0) });
    await rest(DECISIONS_MS);
    await is({ visitors, customer: 0, shown: false });

    await approve(lead, id);
    told(
      'effective after',
      await becomes({
        visitors,
        customer: 0,
        shown: true,
        within: EFFECTIVE_MS,
        since: performance.now(),
      }),
    );

    // Warm, known to the browser, and in the middle of a list.
    const lists = await Promise.all(
      visitors.map(async visitor => {
        const { text } = await visitor.get(`${pathOf(0)}/facets/tickets`);
        const { nextCursor } = JSON.parse(text) as { nextCursor?: string };
        assert.ok(nextCursor, text);
        return {
          visitor,
          path: `${pathOf(0)}/facets/tickets?cursor=${nextCursor}`,
        };
      }),
    );
    for (const { path, visitor } of lists) {
      assert.equal((await visitor.get(path)).status, 200);
      // Once nothing is composed later.
      await waitUntil(async () => {
        const { headers } = await visitor.get(`${pathOf(0)}/view`);
        const again = await visitor.revalidate(
          `${pathOf(0)}/view`,
          headers.get('etag')!,
        );
        return again.status === 304;
      });
    }

    await revoke(lead, id);
    const since = performance.now();
    const goesOn = lists.map(({ path, visitor }) =>
      waitUntil(
        async () => {
          const askedAt = performance.now() - since;
          const { status } = await visitor.get(path);
          assert.ok(status === 404 || askedAt < EFFECTIVE_MS, `${askedAt}`);
          return status === 404;
        },
        { everyMs: 100 },
      ),
    );
    const gone = { visitors, customer: 0, shown: false, since };
    const [longest] = await Promise.all([
      becomes({ ...gone, within: EFFECTIVE_MS }),
      becomes({ ...gone, within: TRUSTED_MS, surfaces: UNKEPT }),
    ]);
    told('gone after', longest);
    await Promise.all(goesOn);
  });

  it('counts for nothing once its time is over', async () => {
    const visitors = await everywhere('p1');
    const grant = await given(visitors[0], {
      scope: customerScope(6),
      lastsMs: 9_000,
    });
    const endsIn = Date.parse(grant.expiresAt) - Date.now();
    const end = performance.now() + endsIn;
    await becomes({
      visitors,
      customer: 6,
      shown: true,
      within: EFFECTIVE_MS,
      since: performance.now(),
    });
    await rest(end - performance.now() - 1_000);
    await is({ visitors, customer: 6, shown: true });
    await rest(end - performance.now() + 1);
    // Where the policy is asked each time at once, and on the page when what
    // it said is over.
    await is({ visitors, customer: 6, shown: false, surfaces: UNKEPT });
    await becomes({
      visitors,
      customer: 6,
      shown: false,
      within: DECISIONS_MS,
      since: end,
    });
  });

  it('is of a segment', async () => {
    const visitors = await everywhere('p3');
    const { id } = await given(visitors[0], {
      scope: { kind: 'segment', segment: 'enterprise' },
      tier: 'summary',
    });
    await Promise.all(
      [0, 8, 22].map(customer =>
        becomes({
          visitors,
          customer,
          shown: true,
          within: EFFECTIVE_MS,
          since: performance.now(),
        }),
      ),
    );
    await is({ visitors, customer: 7, shown: false });
    await revoke(visitors[1], id);
    const since = performance.now();
    await Promise.all(
      [0, 8, 22].map(customer =>
        becomes({
          visitors,
          customer,
          shown: false,
          within: EFFECTIVE_MS,
          since,
        }),
      ),
    );
  });
});

describe('break-glass on two instances', () => {
  it('opens at once, is told to the owner and stands out in the ledger', async () => {
    const visitors = await everywhere('p2');
    const [owner] = await everywhere('p0');
    const from = new Date().toISOString();
    const { id } = await ask(visitors[0], {
      scope: customerScope(12),
      breakGlass: true,
    });
    const to = new Date().toISOString();
    told(
      'open after',
      await becomes({
        visitors,
        customer: 12,
        shown: true,
        within: EFFECTIVE_MS,
        since: performance.now(),
      }),
    );
    const heard = await waitUntil(
      async () => {
        const { body, status } = await ofPortal(
          owner,
          'notifications/notifications',
        );
        assert.equal(status, 200, body);
        const { notifications } = JSON.parse(body) as {
          notifications: Array<{
            payload: {
              title: string;
              severity: string;
              scope?: string;
              link?: string;
            };
          }>;
        };
        return notifications.find(
          ({ payload }) => payload.scope === `break-glass-${id}`,
        );
      },
      { timeoutMs: 30_000, everyMs: 200 },
    );
    assert.match(
      heard!.payload.title,
      /^p2 opened your customer without asking/,
    );
    assert.equal(heard!.payload.severity, 'high');
    assert.equal(heard!.payload.link, '/catalog/default/customer/c12');

    const { text } = await owner.get(
      `/ledger?customer=customer:default/c12&from=${from}&to=${to}`,
    );
    const { rows } = JSON.parse(text) as {
      rows: Array<{ kind: string; detail?: { grant?: string } }>;
    };
    const broken = rows.filter(({ kind }) => kind === 'break_glass');
    assert.equal(broken.length, 1, JSON.stringify(rows));
    assert.equal(broken[0].detail?.grant, id);
    await revoke(visitors[1], id);
    await becomes({
      visitors,
      customer: 12,
      shown: false,
      within: EFFECTIVE_MS,
      since: performance.now(),
    });
  });
});

const FAULTS: ReadonlyArray<{
  what: string;
  kind: PluginFault;
  path?: RegExp;
}> = [
  { what: 'answers with errors', kind: 'fails', path: /grants\/live$/ },
  { what: 'never answers', kind: 'hangs', path: /grants\/live$/ },
  { what: 'is down with all of the service', kind: 'down' },
];

for (const { kind, path, what } of FAULTS) {
  describe(`grants where the way to them ${what}`, () => {
    it('are none, of this instance alone, and back when it is', async () => {
      const visitors = await everywhere('p1');
      const [there, cut] = visitors;
      const { id } = await given(there, { scope: customerScope(18) });
      const grant = { customer: 18 };
      await becomes({
        ...grant,
        visitors,
        shown: true,
        within: EFFECTIVE_MS,
        since: performance.now(),
      });

      front.suffer(kind, path);
      const since = performance.now();
      const [kept] = await Promise.all([
        becomes({
          ...grant,
          visitors: [cut],
          shown: false,
          within: EFFECTIVE_MS,
          since,
        }),
        becomes({
          ...grant,
          visitors: [cut],
          surfaces: UNKEPT,
          shown: false,
          within: TRUSTED_MS,
          since,
        }),
      ]);
      told('none after', kept);
      await is({ ...grant, visitors: [there], shown: true });
      await is({ visitors: [cut], customer: 1, shown: true });

      front.recover();
      await becomes({
        ...grant,
        visitors,
        shown: true,
        within: EFFECTIVE_MS,
        since: performance.now(),
      });
      await revoke(there, id);
    });
  });
}
