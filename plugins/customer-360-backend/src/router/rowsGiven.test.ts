import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { customer360AccessExtensionPoint } from '@customer-360/backstage-plugin-customer-360-node';
import type { Test } from 'supertest';
import { customerEntity } from '../__testUtils__/customers';
import { ticketsData } from '../__testUtils__/facetData';
import { DENY, everything } from '../__testUtils__/fakePolicy';
import { countingReader, fakeSource } from '../__testUtils__/fakeSource';
import { BASE, startCustomer360 } from '../__testUtils__/startCustomer360';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const ada = mockCredentials.user.header('user:default/ada');
const sam = mockCredentials.user.header('user:default/sam');

/** Three customers, of whom two share an address; two people, one role. */
async function start() {
  const knex = await databases.init('SQLITE_3');
  const clock = { at: Date.parse('2026-09-10T12:00:00Z') };
  const { agent } = await startCustomer360({
    customers: [
      customerEntity('acme'),
      customerEntity('beta'),
      customerEntity('gamma'),
      ...['ada', 'sam'].map(name => ({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'User',
        metadata: { name, namespace: 'default' },
        spec: {},
      })),
    ] as never,
    sources: [
      fakeSource(
        'desk',
        { tickets: countingReader('tickets', () => ticketsData('desk')) },
        {
          lookup: {
            email: async value =>
              value.startsWith('two') ? ['org_acme', 'org_beta'] : [],
          },
        },
      ),
    ],
    policy: (permission, userRef) =>
      userRef === 'user:default/sam' ? DENY : everything(permission),
    knex,
    now: () => clock.at,
    features: [
      createBackendModule({
        pluginId: 'customer-360',
        moduleId: 'explainer',
        register(env) {
          env.registerInit({
            deps: { access: customer360AccessExtensionPoint },
            async init({ access }) {
              access.setExplainer({
                whoMaySee: () => 'Nobody.',
                roles: () => [],
                reasonsOf: () => [
                  {
                    via: 'role',
                    role: 'all',
                    scope: 'others',
                    tier: 'full',
                    labels: [],
                  },
                ],
              });
            },
          });
        },
      }),
    ],
  });
  const ask = (scope: object) =>
    agent.post(`${BASE}/grants`).set('authorization', ada).send({
      scope,
      tier: 'full',
      reason: 'A ticket about an invoice',
      expiresAt: '2026-09-12T12:00:00Z',
    });
  await ask({ kind: 'customer', ref: 'customer:default/acme' });
  await ask({ kind: 'segment', segment: 'enterprise' });
  clock.at += 1_000;
  return { agent, knex };
}

type Agent = Awaited<ReturnType<typeof start>>['agent'];

const find = (value: string) => (agent: Agent) =>
  agent.post(`${BASE}/lookup`).send({ kind: 'email', value });
const get = (path: string) => (agent: Agent) => agent.get(`${BASE}${path}`);

const lists: Array<[string, (agent: Agent) => Test, string, string]> = [
  ['a lookup that finds nobody', find('none@x.example'), 'lookup', '0'],
  ['a lookup that finds two', find('two@x.example'), 'lookup', '2'],
  ['an id', get('/by/desk/org_acme'), 'by_id', '1'],
  ['one’s own grants', get('/grants'), 'grant_list', '2'],
  ['one of all grants', get('/grants?view=managed&limit=1'), 'grant_list', '1'],
  ['the ledger', get('/ledger?limit=1'), 'ledger', '1'],
  [
    'nothing of the ledger',
    get('/ledger?person=user:default/x'),
    'ledger',
    '0',
  ],
  ['the ledger as a file', get('/ledger/export'), 'ledger_export', '2'],
  [
    'who sees a customer',
    get('/customers/default/acme/access/people'),
    'access',
    '2',
  ],
  ['the roles', get('/access/roles'), 'access', '0'],
  ['a person', get('/access/people/default/ada'), 'access', '1'],
];

describe('the row of what lists', () => {
  it.each(lists)(
    'says how many were given: %s',
    async (_what, request, kind, rows) => {
      const { agent, knex } = await start();
      const { status } = await request(agent).set('authorization', ada);
      expect(status).toBe(200);
      const last = await knex('c360_ledger').orderBy('seq', 'desc').first();
      expect(last).toMatchObject({ request_kind: kind, outcome: 'shown' });
      expect(JSON.parse(last.detail).rows).toBe(rows);
    },
  );

  it.each(lists)(
    'is there before anything is sent: %s',
    async (_what, request) => {
      const { agent, knex } = await start();
      // Rows can be read, and none written.
      await knex.raw(`create trigger no_more before insert on c360_ledger
        begin select raise(abort, 'full'); end`);
      const { body, status } = await request(agent).set('authorization', ada);
      expect(status).toBe(503);
      expect(body.error.code).toBe('audit_unavailable');
    },
  );

  it.each(lists)(
    'says who was refused, before they are told: %s',
    async (_what, request, kind) => {
      const { agent, knex } = await start();
      const { status } = await request(agent).set('authorization', sam);
      expect([403, 404]).toContain(status);
      const last = await knex('c360_ledger').orderBy('seq', 'desc').first();
      expect(last).toMatchObject({ request_kind: kind, outcome: 'denied' });
    },
  );
});
