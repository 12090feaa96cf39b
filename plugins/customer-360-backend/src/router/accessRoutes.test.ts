import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  customer360AccessExtensionPoint,
  type AccessExplainer,
} from '@customer-360/backstage-plugin-customer-360-node';
import { customerEntity } from '../__testUtils__/customers';
import { invoicesData, ticketsData } from '../__testUtils__/facetData';
import {
  ALLOW,
  DENY,
  ifOwner,
  supportAgent,
} from '../__testUtils__/fakePolicy';
import { countingReader, fakeSource } from '../__testUtils__/fakeSource';
import {
  BASE,
  startCustomer360,
  viewPath,
  type TestSetup,
} from '../__testUtils__/startCustomer360';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const NOON = Date.parse('2026-09-10T12:00:00Z');

const user = (name: string) =>
  mockCredentials.user.header(`user:default/${name}`);
const sam = user('sam');
const jonas = user('jonas');
const ada = user('ada');

const person = (name: string, ...groups: string[]): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, namespace: 'default' },
  spec: { profile: { displayName: `The name of ${name}` }, memberOf: groups },
  relations: groups.map(group => ({
    type: 'memberOf',
    targetRef: `group:default/${group}`,
  })),
});

const support = {
  name: 'support-agent',
  members: ['group:default/support'],
  scopes: { others: { tier: 'full' as const, labels: [] } },
  permissions: [],
};
const finance = {
  name: 'finance',
  members: ['group:default/finance'],
  scopes: {
    others: {
      tier: 'full' as const,
      labels: ['contract'],
      sections: ['billing' as const],
    },
  },
  permissions: ['customer360.actions.approve'],
};
/** Shows nothing of others' customers. */
const seller = {
  name: 'seller',
  members: ['group:default/sales', 'user:default/hank'],
  scopes: { own: { tier: 'full' as const, labels: [] } },
  permissions: [],
};

/** Everybody's customers are others' here. */
const explainer: AccessExplainer = {
  whoMaySee: ({ section }) => `Shown to those who may see ${section}`,
  roles: () => [support, finance, seller],
  reasonsOf: ({ ownershipRefs }) =>
    [support, finance]
      .filter(({ members }) => members.some(it => ownershipRefs.includes(it)))
      .map(({ name, scopes }) => ({
        via: 'role',
        role: name,
        scope: 'others',
        ...scopes.others,
      })),
};

/** Jonas sees his own only; Ada decides about grants. */
const policy: TestSetup['policy'] = (permission, userRef) => {
  if (permission === 'customer360.grants.manage') {
    return userRef === 'user:default/ada' ? ALLOW : DENY;
  }
  return userRef === 'user:default/jonas' && permission !== 'customer360.access'
    ? ifOwner('user:default/jonas')
    : supportAgent(permission);
};

async function start({
  known = true,
  ...options
}: Partial<TestSetup> & { known?: boolean } = {}) {
  const knex = await databases.init('SQLITE_3');
  const { agent } = await startCustomer360({
    customers: [
      customerEntity('acme'),
      person('sam', 'support'),
      person('fiona', 'finance', 'support'),
      person('nils', 'sales'),
      person('zoe', 'nothing'),
    ] as TestSetup['customers'],
    sources: [
      fakeSource('desk', {
        tickets: countingReader('tickets', () => ticketsData('desk')),
      }),
      fakeSource('billing', {
        invoices: countingReader('invoices', () => invoicesData('billing')),
      }),
    ],
    policy,
    knex,
    now: () => NOON,
    features: known
      ? [
          createBackendModule({
            pluginId: 'customer-360',
            moduleId: 'explainer',
            register(env) {
              env.registerInit({
                deps: { access: customer360AccessExtensionPoint },
                async init({ access }) {
                  access.setExplainer(explainer);
                },
              });
            },
          }),
        ]
      : [],
    ...options,
  });
  const get = (path: string, who = ada) =>
    agent.get(`${BASE}${path}`).set('authorization', who);
  const grant = async (who: string, over: object = {}) => {
    const { body } = await agent
      .post(`${BASE}/grants`)
      .set('authorization', who)
      .send({
        scope: { kind: 'customer', ref: 'customer:default/acme' },
        tier: 'full',
        labels: [],
        reason: 'A ticket about the notice period',
        expiresAt: '2026-09-10T18:00:00.000Z',
        ...over,
      });
    await agent
      .post(`${BASE}/grants/${body.id}`)
      .set('authorization', ada)
      .send({ decision: 'approve' });
    return body.id;
  };
  const rows = async () =>
    (
      await knex('c360_ledger').where({ request_kind: 'access' }).orderBy('seq')
    ).map(row => ({
      asked: JSON.parse(row.detail).asked,
      outcome: row.outcome,
      customer: row.customer_ref,
    }));
  return { agent, get, grant, knex, rows };
}

const ACCESS = '/customers/default/acme/access';

describe('GET …/access', () => {
  it('says by which roles and grants one sees a customer', async () => {
    const { get, grant, rows } = await start();
    const id = await grant(sam);
    const { body, status, headers } = await get(ACCESS, sam);
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(body.reasons).toEqual([
      {
        via: 'role',
        role: 'support-agent',
        scope: 'others',
        tier: 'full',
        labels: [],
      },
      {
        via: 'grant',
        grant: id,
        tier: 'full',
        labels: [],
        expiresAt: '2026-09-10T18:00:00.000Z',
        breakGlass: false,
      },
    ]);
    expect(await rows()).toEqual([
      { asked: 'own', outcome: 'shown', customer: 'customer:default/acme' },
    ]);
  });

  it('counts a grant of the segment, and none of another or of somebody else', async () => {
    const { get, grant } = await start();
    const segment = await grant(sam, {
      scope: { kind: 'segment', segment: 'enterprise' },
    });
    await grant(sam, { scope: { kind: 'segment', segment: 'smb' } });
    await grant(user('fiona'));
    const { body } = await get(ACCESS, sam);
    expect(
      body.reasons.flatMap(({ grant: id }: { grant?: string }) => id ?? []),
    ).toEqual([segment]);
  });

  it('names role and exception for what each of them shows', async () => {
    const { get, grant } = await start();
    const why = async (who: string) =>
      (await get(ACCESS, who)).body.facets.find(
        ({ facet }: { facet: string }) => facet === 'invoices',
      ).reason;
    expect(await why(sam)).toBe(
      'Your role shows you all of billing for this customer.',
    );
    await grant(user('hank'));
    expect(await why(user('hank'))).toBe(
      'An exception shows you all of billing for this customer.',
    );
  });

  it('is the same 404 for hidden and absent, and in the ledger', async () => {
    const { get, rows } = await start();
    const hidden = await get(ACCESS, jonas);
    const absent = await get('/customers/default/nobody/access', jonas);
    expect(hidden.status).toBe(404);
    expect(hidden.body.error).toEqual(absent.body.error);
    expect((await rows()).map(({ outcome }) => outcome)).toEqual([
      'denied',
      'denied',
    ]);
  });

  it('knows no roles behind a foreign policy', async () => {
    const { get } = await start({ known: false });
    expect((await get(ACCESS, sam)).body.reasons).toEqual([]);
    const { body } = await get(`${ACCESS}/people`);
    expect(body).toMatchObject({ rolesKnown: false, people: [] });
    expect((await get('/access/roles')).body).toEqual({ roles: [] });
  });
});

describe('GET …/access/people', () => {
  it('lists who sees a customer and why, by name', async () => {
    const { get, grant, rows } = await start();
    const id = await grant(user('nils'));
    const { body } = await get(`${ACCESS}/people`);
    expect(body).toMatchObject({
      customer: { ref: 'customer:default/acme' },
      rolesKnown: true,
      more: false,
    });
    expect(body.people).toMatchObject([
      {
        person: 'user:default/fiona',
        name: 'The name of fiona',
        reasons: [{ role: 'support-agent' }, { role: 'finance' }],
      },
      { person: 'user:default/nils', reasons: [{ via: 'grant', grant: id }] },
      { person: 'user:default/sam', reasons: [{ role: 'support-agent' }] },
    ]);
    expect(await rows()).toMatchObject([{ asked: 'people', outcome: 'shown' }]);
  });

  it('leaves out who has a grant and no role, since it shows them nothing', async () => {
    const { get, grant } = await start();
    const listed = async () =>
      (await get(`${ACCESS}/people`)).body.people.map(
        ({ person: ref }: { person: string }) => ref,
      );
    const before = await listed();
    await grant(user('zoe'));
    expect(await listed()).toEqual(before);
  });

  it('lists whoever has a grant and is not in the catalog, if a role names them', async () => {
    const { get, grant } = await start();
    const id = await grant(user('hank'));
    await grant(user('gone'));
    const { body } = await get(`${ACCESS}/people`);
    expect(
      body.people.filter(({ name }: { name?: string }) => name === undefined),
    ).toMatchObject([
      { person: 'user:default/hank', reasons: [{ via: 'grant', grant: id }] },
    ]);
  });

  it('lists all who have a grant behind a policy that is not one of roles', async () => {
    const { get, grant } = await start({ known: false });
    await grant(user('zoe'));
    const { body } = await get(`${ACCESS}/people`);
    expect(body).toMatchObject({
      rolesKnown: false,
      people: [{ person: 'user:default/zoe', reasons: [{ via: 'grant' }] }],
    });
  });
});

describe('GET /access/…', () => {
  it('describes the roles', async () => {
    const { get } = await start();
    expect((await get('/access/roles')).body.roles).toEqual([
      support,
      finance,
      seller,
    ]);
  });

  it('says what a person may see, and has on record whom was asked about', async () => {
    const { get, grant, knex } = await start();
    const id = await grant(user('fiona'));
    const { body } = await get('/access/people/default/fiona');
    expect(body).toMatchObject({
      person: 'user:default/fiona',
      rolesKnown: true,
      roles: [{ name: 'support-agent' }, { name: 'finance' }],
      grants: [
        {
          grant: id,
          scope: { kind: 'customer', ref: 'customer:default/acme' },
        },
      ],
    });
    expect((await get('/access/people/default/nobody')).status).toBe(404);
    const asked = await knex('c360_ledger')
      .where({ request_kind: 'access' })
      .orderBy('seq')
      .pluck('detail');
    const [{ pseudonym }] = await knex('c360_ledger_people').where({
      user_ref: 'user:default/fiona',
    });
    expect(asked.map(detail => JSON.parse(detail).subject)).toEqual([
      pseudonym,
      'unknown',
    ]);
  });

  it.each([`${ACCESS}/people`, '/access/roles', '/access/people/default/sam'])(
    'is for who decides about grants: %s',
    async path => {
      const { get, rows } = await start();
      expect((await get(path, sam)).status).toBe(403);
      expect(await rows()).toMatchObject([{ outcome: 'denied' }]);
    },
  );
});

describe('the page as a role shows it', () => {
  const facets = (body: {
    sections: Record<string, { facets: Record<string, { level: string }> }>;
  }) =>
    Object.fromEntries(
      Object.values(body.sections).flatMap(section =>
        Object.entries(section.facets).map(([id, { level }]) => [id, level]),
      ),
    );

  it('is within one’s own rights, and stands in the ledger as what it is', async () => {
    const { agent, knex } = await start();
    const as = (role: string, scope = 'others', who = ada) =>
      agent
        .get(`${viewPath('acme')}?as=${role}&scope=${scope}`)
        .set('authorization', who);
    const own = await agent.get(viewPath('acme')).set('authorization', ada);
    expect(facets(own.body)).toMatchObject({
      invoices: 'full',
      tickets: 'full',
    });
    expect(own.body.access.mayRefresh).toBe(true);

    const { body, status } = await as('finance');
    expect(status).toBe(200);
    expect(facets(body)).toMatchObject({ invoices: 'full', tickets: 'none' });
    // The role holds it, Ada does not.
    expect(body.access.labels).not.toContain('contract');
    expect(body.access.mayRefresh).toBe(false);

    const [row] = await knex('c360_ledger').whereNotNull('acting_as');
    expect(row).toMatchObject({
      request_kind: 'view',
      acting_as: 'finance:others',
      outcome: 'shown',
    });
    expect(JSON.parse(row.facets)).toHaveProperty('tickets', 'none');

    expect((await as('finance', 'own')).status).toBe(400);
    expect((await as('nobody')).status).toBe(400);
    expect((await as('finance', 'others', sam)).status).toBe(403);
    expect(
      await knex('c360_ledger').where({
        acting_as: 'finance:others',
        outcome: 'denied',
      }),
    ).toHaveLength(1);
  });

  it('goes into its facets and comes as a stream, likewise', async () => {
    const { get, knex } = await start();
    const as = 'as=finance&scope=others';
    const customer = '/customers/default/acme';
    const shown = await get(`${customer}/facets/invoices?${as}&limit=5`);
    expect(shown.status).toBe(200);
    expect(shown.body.view).toMatchObject({ level: 'full' });
    // Ada may see them; the role may not.
    const own = await get(`${customer}/facets/tickets`);
    expect(own.body.view.level).toBe('full');
    const denied = await get(`${customer}/facets/tickets?${as}`);
    expect(denied.body.view).toMatchObject({ level: 'none', state: 'denied' });
    expect(denied.text).not.toContain('Export');
    expect(denied.body.view).not.toHaveProperty('data');

    const stream = await get(`${customer}/stream?${as}`);
    expect(stream.status).toBe(200);
    const frames = stream.text
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(frames[0]).toMatchObject({
      type: 'shell',
      access: { mayRefresh: false },
    });
    expect(
      Object.fromEntries(
        frames.flatMap(({ type, facet, view }) =>
          type === 'facet' ? [[facet, view.level]] : [],
        ),
      ),
    ).toMatchObject({ invoices: 'full', tickets: 'none' });
    expect(frames.at(-1)).toEqual({ type: 'end' });

    const rows = await knex('c360_ledger')
      .whereNotNull('acting_as')
      .orderBy('seq');
    expect(
      rows.map(({ request_kind, facets: levels }) => [
        request_kind,
        JSON.parse(levels).tickets,
      ]),
    ).toEqual([
      ['facet', undefined],
      ['facet', 'none'],
      ['stream', 'none'],
    ]);
    expect(new Set(rows.map(({ acting_as }) => acting_as))).toEqual(
      new Set(['finance:others']),
    );
  });

  it.each(['facets/invoices', 'stream'])(
    'is for who decides about grants: %s',
    async path => {
      const { get, knex } = await start();
      const customer = `/customers/default/acme/${path}`;
      const as = 'as=finance&scope=others';
      expect((await get(`${customer}?${as}`, sam)).status).toBe(403);
      expect((await get(`${customer}?as=nobody`)).status).toBe(400);
      expect((await get(`${customer}?${as}&scope=all`)).status).toBe(400);
      expect(await knex('c360_ledger')).toMatchObject([
        {
          request_kind: path === 'stream' ? 'stream' : 'facet',
          acting_as: 'finance:others',
          outcome: 'denied',
        },
      ]);
    },
  );

  it('reads nothing again', async () => {
    const { agent, knex } = await start();
    const { status } = await agent
      .post(`${BASE}/customers/default/acme/refresh?as=finance&scope=others`)
      .set('authorization', ada)
      .send({});
    expect(status).toBe(400);
    expect(await knex('c360_ledger')).toEqual([]);
  });
});
