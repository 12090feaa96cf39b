import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { SourceError } from '@customer-360/backstage-plugin-customer-360-node';
import { customerEntity } from '../__testUtils__/customers';
import { ticketsData } from '../__testUtils__/facetData';
import {
  ALLOW,
  DENY,
  ifOwner,
  supportAgent,
} from '../__testUtils__/fakePolicy';
import { countingReader, fakeSource } from '../__testUtils__/fakeSource';
import { BASE, startCustomer360 } from '../__testUtils__/startCustomer360';

jest.setTimeout(60_000);

const sam = mockCredentials.user.header('user:default/sam');
const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const facets = {
  tickets: countingReader('tickets', () => ticketsData('desk')),
};

describe('POST /lookup', () => {
  const customers = [
    customerEntity('acme', { owner: 'user:default/sam' }),
    customerEntity('beta', {
      owner: 'user:default/sam',
      annotations: { 'customer-360/desk': 'org_1,org_22, org_333' },
    }),
    customerEntity('hidden', { owner: 'user:default/jonas' }),
  ];

  it.each(['org_hidden', 'org_nobody'])(
    'takes as long to show nobody as to find somebody: %s',
    async value => {
      const { agent } = await startCustomer360({
        customers,
        sources: [fakeSource('desk', facets)],
        policy: permission =>
          permission === 'catalog.entity.read'
            ? ifOwner('user:default/sam')
            : supportAgent(permission),
      });
      const times: number[] = [];
      for (let at = 0; at < 10; at++) {
        const askedAt = performance.now();
        const { body } = await agent
          .post(`${BASE}/lookup`)
          .set('authorization', sam)
          .send({ kind: 'account', value });
        times.push(performance.now() - askedAt);
        expect(body).toEqual({ customers: [], unavailable: [] });
      }
      // A timer may fire a millisecond early.
      expect(Math.min(...times)).toBeGreaterThanOrEqual(29);
    },
  );

  it('finds by what a source knows, and no more than one may see', async () => {
    const { agent } = await startCustomer360({
      customers,
      sources: [
        fakeSource('desk', facets, {
          lookup: {
            email: async value =>
              value === 'jo@acme.example'
                ? ['org_acme', 'org_hidden', 'org_nobody']
                : [],
          },
        }),
        fakeSource('billing', facets, {
          lookup: {
            email: async () => {
              throw new SourceError('upstream');
            },
          },
        }),
      ],
      policy: permission =>
        permission === 'catalog.entity.read'
          ? ifOwner('user:default/sam')
          : supportAgent(permission),
    });

    const { status, body, text } = await agent
      .post(`${BASE}/lookup`)
      .set('authorization', sam)
      .send({ kind: 'email', value: ' jo@acme.example ' });

    expect(status).toBe(200);
    expect(body).toEqual({
      customers: [
        {
          ref: 'customer:default/acme',
          namespace: 'default',
          name: 'acme',
          title: 'Title of acme',
          source: 'The desk',
        },
      ],
      unavailable: ['The billing'],
    });
    expect(text).not.toContain('hidden');
  });

  it.each([
    ['hidden', 'customer360.profile.', []],
    ['summary', 'customer360.profile.full.', []],
    ['full', 'customer360.nothing.', ['acme']],
  ])(
    'finds by a contact only who may see contacts: %s',
    async (_level, denied, found) => {
      const { agent } = await startCustomer360({
        customers,
        sources: [
          fakeSource('desk', facets, {
            lookup: { email: async () => ['org_acme'] },
          }),
        ],
        policy: permission =>
          permission.startsWith(denied) ? DENY : supportAgent(permission),
      });

      const { body } = await agent
        .post(`${BASE}/lookup`)
        .set('authorization', sam)
        .send({ kind: 'email', value: 'jo@acme.example' });

      expect(body.customers.map(({ name }: { name: string }) => name)).toEqual(
        found,
      );
    },
  );

  it.each([
    ['customer360.profile.', 0, []],
    ['customer360.profile.full.', 0, []],
    ['customer360.nothing.', 1, ['The desk']],
  ])(
    'neither asks nor names a source that could show nothing: without %s',
    async (denied, asked, unavailable) => {
      const email = jest.fn(async () => {
        throw new SourceError('upstream');
      });
      const { agent } = await startCustomer360({
        customers,
        sources: [fakeSource('desk', facets, { lookup: { email } })],
        policy: permission => {
          if (permission.startsWith(denied)) {
            return DENY;
          }
          // A section of one's own customers alone is asked for, too.
          return permission.startsWith('customer360.profile.')
            ? ifOwner('user:default/sam')
            : supportAgent(permission);
        },
      });

      const { status, body } = await agent
        .post(`${BASE}/lookup`)
        .set('authorization', sam)
        .send({ kind: 'email', value: 'jo@acme.example' });

      expect(status).toBe(200);
      expect(body).toEqual({ customers: [], unavailable });
      expect(email).toHaveBeenCalledTimes(asked);
    },
  );

  it.each([
    ['customer360.profile.', ['acme']],
    ['customer360.usage.', []],
  ])(
    'finds by the address of a user only who may see users: without %s',
    async (denied, found) => {
      const users = countingReader('activity', () => ({
        daily: [],
        users: [],
      }));
      const { agent } = await startCustomer360({
        customers,
        sources: [
          fakeSource(
            'desk',
            { activity: users },
            { lookup: { email: async () => ['org_acme'] } },
          ),
        ],
        policy: permission =>
          permission.startsWith(denied) ? DENY : supportAgent(permission),
      });

      const { body } = await agent
        .post(`${BASE}/lookup`)
        .set('authorization', sam)
        .send({ kind: 'email', value: 'jo@acme.example' });

      expect(body.customers.map(({ name }: { name: string }) => name)).toEqual(
        found,
      );
    },
  );

  it('finds by the id of the account, which the summary of it says', async () => {
    const { agent } = await startCustomer360({
      customers,
      sources: [fakeSource('desk', facets)],
      policy: permission =>
        permission.includes('.full.') ? DENY : supportAgent(permission),
    });

    const { body } = await agent
      .post(`${BASE}/lookup`)
      .set('authorization', sam)
      .send({ kind: 'account', value: 'org_acme' });

    expect(body.customers).toMatchObject([{ name: 'acme' }]);
  });

  it.each([
    ['kind', { kind: 'phone', value: '123' }],
    ['value', { kind: 'email', value: '' }],
    ['value', { kind: 'email', value: '   ' }],
    ['value', { kind: 'email', value: 'x'.repeat(201) }],
    ['value', { kind: 'email' }],
    ['more', { kind: 'email', value: 'a', more: true }],
  ])('answers 400 naming %s', async (name, body) => {
    const { agent } = await startCustomer360({
      customers,
      policy: supportAgent,
    });

    const answer = await agent
      .post(`${BASE}/lookup`)
      .set('authorization', sam)
      .send(body);

    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(
      name === 'more' ? /additional properties/ : name,
    );
  });

  it('keeps in the ledger that it was asked, and not what', async () => {
    const knex = await databases.init('SQLITE_3');
    const { agent } = await startCustomer360({
      customers,
      sources: [
        fakeSource('desk', facets, {
          lookup: { email: async () => ['org_acme', 'org_22'] },
        }),
      ],
      policy: supportAgent,
      knex,
    });

    await agent
      .post(`${BASE}/lookup`)
      .set('authorization', sam)
      .send({ kind: 'email', value: 'jo@acme.example' });

    const rows = await knex('c360_ledger').orderBy('seq');
    expect(rows).toMatchObject([
      {
        request_kind: 'lookup',
        person: expect.any(String),
        customer_ref: 'customer:default/acme',
      },
      { customer_ref: 'customer:default/beta' },
    ]);
    expect(JSON.stringify(rows)).not.toContain('jo@acme.example');
  });
});

describe('GET /by/{source}/{id}', () => {
  const customers = [
    customerEntity('acme'),
    customerEntity('beta', {
      annotations: { 'customer-360/desk': 'org_1,org_22, org_333' },
    }),
    customerEntity('twin-a', { annotations: { 'customer-360/desk': 'twin' } }),
    customerEntity('twin-b', {
      owner: 'user:default/jonas',
      annotations: { 'customer-360/desk': 'twin,more' },
    }),
    customerEntity('hidden', { owner: 'user:default/jonas' }),
  ];
  const start = (owners: string[]) =>
    startCustomer360({
      customers,
      policy: permission =>
        permission === 'catalog.entity.read' ? ifOwner(...owners) : ALLOW,
    });

  it.each([
    ['org_acme', 'acme'],
    ['org_1', 'beta'],
    ['org_22', 'beta'],
    ['org_333', 'beta'],
    ['twin', 'twin-a'],
  ])('finds %s', async (id, name) => {
    const { agent } = await start(['user:default/mara']);

    const { status, body } = await agent
      .get(`${BASE}/by/desk/${id}`)
      .set('authorization', sam);

    expect(status).toBe(200);
    expect(body).toEqual({
      ref: `customer:default/${name}`,
      namespace: 'default',
      name,
      title: `Title of ${name}`,
    });
  });

  it('answers the same 404 for a hidden customer, for none and for part of an id', async () => {
    const { agent } = await start(['user:default/mara']);
    const answer = async (path: string) => {
      const { status, body } = await agent
        .get(`${BASE}/by/${path}`)
        .set('authorization', sam);
      return { status, error: body.error };
    };

    const hidden = await answer('desk/org_hidden');
    expect(hidden.status).toBe(404);
    for (const path of [
      'desk/org_absent',
      'desk/org_3',
      'desk/ORG_1',
      'desk/org%25',
      'nowhere/org_1',
    ]) {
      expect(await answer(path)).toEqual(hidden);
    }
  });

  it('does not guess between two', async () => {
    const { agent } = await start(['user:default/mara', 'user:default/jonas']);

    const { status } = await agent
      .get(`${BASE}/by/desk/twin`)
      .set('authorization', sam);

    expect(status).toBe(409);
  });
});
