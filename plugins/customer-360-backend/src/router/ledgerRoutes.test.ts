import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { customerEntity } from '../__testUtils__/customers';
import { ticketsData } from '../__testUtils__/facetData';
import {
  ALLOW,
  allowing,
  DENY,
  ownersOrAll,
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
const sam = mockCredentials.user.header('user:default/sam');
const ada = mockCredentials.user.header('user:default/ada');
const NOON = Date.parse('2026-09-10T12:00:00Z');

/** Support agents, and Ada who may read the ledger beside. */
const policy: TestSetup['policy'] = (permission, userRef) => {
  if (
    permission === 'customer360.ledger.read' ||
    permission === 'customer360.export' ||
    permission === 'customer360.usage.read'
  ) {
    return userRef === 'user:default/ada' ? ALLOW : DENY;
  }
  return supportAgent(permission);
};

async function start(options: Partial<TestSetup> = {}) {
  const clock = { at: NOON };
  const knex = await databases.init('SQLITE_3');
  const { agent } = await startCustomer360({
    customers: [customerEntity('acme'), customerEntity('beta')],
    sources: [
      fakeSource('desk', {
        tickets: countingReader('tickets', () => ticketsData('desk')),
      }),
    ],
    policy,
    knex,
    now: () => clock.at,
    ...options,
  });
  const get = (path: string, who = ada) =>
    agent.get(`${BASE}${path}`).set('authorization', who);
  const look = async (name: string, who = sam, headers = {}) => {
    clock.at += 1_000;
    await agent.get(viewPath(name)).set('authorization', who).set(headers);
  };
  return { agent, clock, get, knex, look };
}

describe('GET /ledger', () => {
  it('says who looked at whom, the newest first', async () => {
    const { get, look } = await start();
    await look('acme');
    await look('beta', ada);

    const { status, body, headers } = await get('/ledger');

    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(body.rows).toMatchObject([
      {
        kind: 'view',
        person: 'user:default/ada',
        customer: 'customer:default/beta',
      },
      {
        kind: 'view',
        person: 'user:default/sam',
        customer: 'customer:default/acme',
        at: '2026-09-10T12:00:01.000Z',
        facets: { tickets: 'full' },
        detail: { look: 'opened' },
      },
    ]);
    expect((await get('/ledger')).body.rows).toMatchObject([
      {
        kind: 'ledger',
        person: 'user:default/ada',
        outcome: 'shown',
        detail: { rows: '2' },
      },
      { kind: 'view' },
      { kind: 'view' },
    ]);
  });

  it('is searched by customer, person and time, page after page', async () => {
    const { get, look } = await start();
    for (let at = 0; at < 5; at++) {
      await look('acme');
      await look('beta', ada);
    }
    const customers = async (query: string) =>
      (await get(`/ledger?${query}`)).body.rows.map(
        (row: { customer?: string }) => row.customer,
      );
    expect(
      new Set(await customers('customer=customer:default/acme&limit=5')),
    ).toEqual(new Set(['customer:default/acme']));
    expect(await customers('person=user:default/sam')).toHaveLength(5);
    expect(await customers('person=user:default/nobody')).toEqual([]);
    expect(
      await customers(
        'person=user:default/sam&from=2026-09-10T12:00:03.000Z&to=2026-09-10T12:00:07.000Z',
      ),
    ).toHaveLength(2);

    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await get(
        `/ledger?person=user:default/sam&limit=2${
          cursor && `&cursor=${cursor}`
        }`,
      );
      expect(body.rows.length).toBeLessThanOrEqual(2);
      seen.push(...body.rows.map((row: { at: string }) => row.at));
      cursor = body.nextCursor ?? '';
    } while (cursor);
    expect(seen).toHaveLength(5);
    expect(seen).toEqual([...seen].sort().reverse());
  });

  it('has whose rows were searched for, by pseudonym alone, and in none who is nobody', async () => {
    const { get, knex, look } = await start();
    await look('acme');
    await get('/ledger?person=user:default/sam');
    await get('/ledger/export?person=user:default/sam');
    await get('/ledger?person=user:default/not-a-person');
    await get('/ledger?person=user:default/ada', sam);

    const { body } = await get('/ledger?to=2030-01-01T00:00:00.000Z');
    const searches = body.rows.map(
      ({ kind, outcome, subject }: Record<string, string>) =>
        [kind, outcome, subject ?? 'nobody'].join(' '),
    );
    expect(searches.sort()).toEqual([
      'ledger denied user:default/ada',
      'ledger shown nobody',
      'ledger shown user:default/sam',
      'ledger_export shown user:default/sam',
      'view shown nobody',
    ]);
    const stored = JSON.stringify(await knex('c360_ledger'));
    expect(stored).not.toMatch(/default\/(sam|ada|not-a-person)/);
    await knex('c360_ledger_people')
      .where({ user_ref: 'user:default/sam' })
      .delete();
    const { text } = await get('/ledger?to=2030-01-01T00:00:00.000Z');
    expect(text).not.toContain('user:default/sam');
  });

  it('gives looks alone, each page of them full, where that is asked', async () => {
    const { agent, get, look } = await start();
    await look('acme');
    for (let at = 0; at < 3; at++) {
      await look('acme', sam, { 'x-customer-360-look': 'refreshed' });
      await look('acme', sam, { 'x-customer-360-look': 'pushed' });
      await get('/ledger?customer=customer:default/acme');
    }
    await agent
      .get(`${BASE}/customers/default/acme/facets/tickets`)
      .set('authorization', sam);
    const of = async (query: string) =>
      (await get(`/ledger?customer=customer:default/acme&only=looks&${query}`))
        .body;
    const first = await of('limit=1');
    expect(first.rows).toMatchObject([{ kind: 'facet' }]);
    expect(await of(`limit=1&cursor=${first.nextCursor}`)).toMatchObject({
      rows: [{ kind: 'view', detail: { look: 'opened' } }],
    });
    expect((await of('limit=50')).rows).toHaveLength(2);
    const { status } = await get(
      `/ledger?customer=customer:default/acme&cursor=${first.nextCursor}`,
    );
    expect(status).toBe(400);
    expect((await get('/ledger?only=everything')).status).toBe(400);
  });

  it('takes no cursor that it has not given for the same question', async () => {
    const { get, look } = await start();
    await look('acme');
    await look('acme');
    const { body } = await get('/ledger?person=user:default/sam&limit=1');
    for (const path of [
      `/ledger?person=user:default/ada&cursor=${body.nextCursor}`,
      `/ledger?person=user:default/sam&cursor=x${body.nextCursor}`,
      '/ledger?limit=1000000000',
      '/ledger?sort=person',
      "/ledger?customer=customer:default/acme'--",
      '/ledger?from=yesterday',
    ]) {
      expect((await get(path)).status).toBe(400);
    }
  });

  it('tells the ways to look apart, also where nothing has changed', async () => {
    const { agent, get, look } = await start({ validateResponses: false });
    await look('acme', sam, { 'x-customer-360-look': 'refreshed' });
    await look('acme', sam, { 'x-customer-360-look': 'pushed' });
    await look('acme', sam, { 'x-customer-360-look': 'drop table' });
    const { headers } = await agent
      .get(viewPath('acme'))
      .set('authorization', sam);
    const again = await agent
      .get(viewPath('acme'))
      .set({ authorization: sam, 'if-none-match': headers.etag });
    expect(again.status).toBe(304);

    const { body } = await get('/ledger?person=user:default/sam');
    expect(
      body.rows.map((row: { detail: { look: string } }) => row.detail.look),
    ).toHaveLength(5);
    expect(
      new Set(
        body.rows.map((row: { detail: { look: string } }) => row.detail.look),
      ),
    ).toEqual(new Set(['opened', 'refreshed', 'pushed']));
  });

  it('has who was refused, hidden or absent alike', async () => {
    const { get, look } = await start({
      policy: (permission, userRef) =>
        userRef === 'user:default/sam' && permission === 'catalog.entity.read'
          ? DENY
          : policy(permission, userRef),
    });
    await look('acme');
    await look('nowhere');
    const { body } = await get('/ledger?person=user:default/sam');
    expect(body.rows).toMatchObject([
      {
        kind: 'view',
        outcome: 'denied',
        customer: 'customer:default/nowhere',
        facets: {},
      },
      {
        kind: 'view',
        outcome: 'denied',
        customer: 'customer:default/acme',
        facets: {},
      },
    ]);
  });

  it.each(['/ledger', '/ledger/export', '/ledger/verify', '/ledger/usage'])(
    'is shut without the permission, which is in the ledger: %s',
    async path => {
      const { get } = await start();
      expect((await get(path, sam)).status).toBe(403);
      const { body } = await get('/ledger?person=user:default/sam');
      expect(body.rows).toMatchObject([{ outcome: 'denied' }]);
    },
  );

  it.each(
    ['/ledger', '/ledger/export', '/ledger/verify', '/ledger/usage'].flatMap(
      path => [
        { path, everything: 'everything', policy: () => ALLOW },
        { path, everything: 'by owner or everything', policy: ownersOrAll },
      ],
    ),
  )(
    'stays shut under a policy that allows $everything: $path',
    async ({ path, policy: allows }) => {
      const { get } = await start({ policy: allows });
      expect((await get(path)).status).toBe(403);
      const open = await start({
        policy: allows,
        customer360: { access: { allowAllPolicy: true } },
      });
      expect((await open.get(path)).status).toBe(200);
    },
  );
});

describe('GET /ledger/export', () => {
  it('is JSON lines in terms of OCSF, and a row of its own', async () => {
    const { clock, get, look } = await start();
    for (let at = 0; at < 205; at++) {
      await look('acme');
    }
    clock.at += 1_000;
    const { status, headers, text } = await get(
      '/ledger/export?customer=customer:default/acme&from=2026-09-10T12:00:00.000Z',
    );
    expect(status).toBe(200);
    expect(headers['content-type']).toContain('application/x-ndjson');
    const lines = text
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(lines).toHaveLength(205);
    expect(lines[204]).toMatchObject({
      class_uid: 6003,
      category_uid: 6,
      activity_id: 2,
      type_uid: 600302,
      time: NOON + 1_000,
      status_id: 1,
      actor: { user: { uid: 'user:default/sam' } },
      resources: [{ type: 'customer', uid: 'customer:default/acme' }],
    });
    const { body } = await get('/ledger?limit=1');
    expect(body.rows).toMatchObject([
      { kind: 'ledger_export', detail: { rows: '205' } },
    ]);
  });

  it('needs the permission to export beside the one to read', async () => {
    const { get } = await start({
      policy: permission =>
        permission === 'customer360.export' ? DENY : ALLOW,
      customer360: { access: { allowAllPolicy: true } },
    });
    expect((await get('/ledger')).status).toBe(200);
    expect((await get('/ledger/export')).status).toBe(403);
  });

  it('is shut to who may export and not read', async () => {
    const { get } = await start({
      policy: allowing('customer360.access', 'customer360.export'),
    });
    expect((await get('/ledger/export')).status).toBe(403);
  });
});

describe('GET /ledger/verify', () => {
  it('says that all is well, and names the row that somebody changed', async () => {
    const { get, knex, look } = await start();
    for (let at = 0; at < 5; at++) {
      await look('acme');
    }
    const { body } = await get('/ledger/verify');
    expect(body).toMatchObject({ ok: true, chains: 1, rows: 6, findings: [] });

    const [{ chain }] = await knex('c360_ledger').limit(1);
    await knex.raw('drop trigger c360_ledger_update');
    await knex('c360_ledger')
      .where({ seq: 3 })
      .update({ customer_ref: 'customer:default/beta' });
    expect((await get('/ledger/verify')).body).toMatchObject({
      ok: false,
      findings: [{ chain, seq: 3, problem: 'altered' }],
    });
  });

  it('takes no cursor that it has not given', async () => {
    const { get } = await start();
    for (const cursor of ['e30.e30', 'a', `${'a'.repeat(5_000)}.b`]) {
      expect((await get(`/ledger/verify?cursor=${cursor}`)).status).toBe(400);
    }
  });
});

describe('GET /ledger/usage', () => {
  it('counts who looked at how many, names nobody, and is a row of its own', async () => {
    const { agent, clock, get, look } = await start();
    await look('acme');
    await look('beta');
    await look('acme', ada);
    await agent
      .get(`${BASE}/customers/default/acme/facets/tickets`)
      .set('authorization', sam);
    clock.at += 1_000;

    const { body, headers, status, text } = await get('/ledger/usage');

    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(text).not.toMatch(/sam|ada|acme|beta/);
    expect(body).toMatchObject({
      from: '2026-08-11T12:00:04.000Z',
      people: 2,
      customers: 2,
      pages: { opened: 3, refreshed: 0, pushed: 0 },
      denied: 0,
    });
    expect(body.sections).toContainEqual({
      section: 'support',
      shown: 3,
      opened: 1,
      denied: 0,
    });
    expect(body.neverOpened).not.toContain('support');
    const { body: ledger } = await get('/ledger?person=user:default/ada');
    expect(ledger.rows).toContainEqual(
      expect.objectContaining({ kind: 'ledger_usage', outcome: 'shown' }),
    );
  });

  it('says what was withheld on pages and by itself, and what was refused', async () => {
    const { agent, clock, get, look } = await start({
      policy: (permission, userRef) =>
        userRef === 'user:default/sam' &&
        permission.startsWith('customer360.support.')
          ? DENY
          : policy(permission, userRef),
    });
    await look('acme');
    await look('nowhere');
    const facet = (name: string) =>
      agent
        .get(`${BASE}/customers/default/${name}/facets/tickets`)
        .set('authorization', sam);
    await facet('acme');
    await facet('nowhere');
    clock.at += 1_000;

    const { body } = await get('/ledger/usage');
    expect(body.sections).toContainEqual({
      section: 'support',
      shown: 0,
      opened: 0,
      denied: 3,
    });
    expect(body.denied).toBe(2);
  });

  it('is given to those who may know it and nobody else, whatever they may beside', async () => {
    const fionas = (userRef: string) =>
      userRef === 'user:default/fiona' ? ALLOW : DENY;
    const { get } = await start({
      policy: (permission, userRef) =>
        permission === 'customer360.usage.read'
          ? fionas(userRef)
          : policy(permission, userRef),
    });
    const fiona = mockCredentials.user.header('user:default/fiona');
    expect((await get('/ledger/usage', fiona)).status).toBe(200);
    expect((await get('/ledger', fiona)).status).toBe(403);
    expect((await get('/ledger/usage', ada)).status).toBe(403);
    const { body } = await get('/ledger?person=user:default/ada');
    expect(body.rows).toContainEqual(
      expect.objectContaining({ kind: 'ledger_usage', outcome: 'denied' }),
    );
  });

  it.each([
    'from=yesterday',
    'from=2026-09-10T12:00:00Z',
    'from=2025-01-01T00:00:00.000Z&to=2026-09-10T12:00:00.000Z',
    'from=2026-09-12T00:00:00.000Z&to=2026-09-11T00:00:00.000Z',
    'person=user:default/sam',
  ])('takes no %s', async query => {
    const { get } = await start();
    expect((await get(`/ledger/usage?${query}`)).status).toBe(400);
  });
});
