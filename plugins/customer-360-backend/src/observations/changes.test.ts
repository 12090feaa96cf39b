import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import type {
  CustomerView,
  ViewFrame,
} from '@customer-360/backstage-plugin-customer-360-common';
import { customerEntity } from '../__testUtils__/customers';
import { subscriptionsData, ticketsData } from '../__testUtils__/facetData';
import { DENY, supportAgent } from '../__testUtils__/fakePolicy';
import { countingReader, fakeSource } from '../__testUtils__/fakeSource';
import {
  BASE,
  startCustomer360,
  viewPath,
} from '../__testUtils__/startCustomer360';
import { DatabaseObservationStore } from './DatabaseObservationStore';
import type { Observation } from './ObservationStore';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });
const acme = 'customer:default/acme';
const sam = mockCredentials.user.header('user:default/sam');
const NOW = Date.parse('2026-11-26T12:00:00.000Z');

const paid = (asOf: string, amount: number): Observation => ({
  facet: 'subscriptions',
  asOf,
  fetchedAt: asOf,
  sources: ['billing'],
  figures: [
    { metric: 'mrr', unit: 'EUR', value: amount },
    { metric: 'subscriptions', unit: '', value: 1 },
  ],
});

function withoutBilling(permission: string): PolicyDecision {
  return permission.startsWith('customer360.billing.')
    ? DENY
    : supportAgent(permission);
}

describe.each(databases.eachSupportedId())(
  'changes of figures (%s)',
  databaseId => {
    async function start({ policy = supportAgent, desk = true } = {}) {
      const knex = await databases.init(databaseId);
      const clock = { now: NOW };
      const { agent } = await startCustomer360({
        customers: [customerEntity('acme')],
        sources: [
          fakeSource('billing', {
            subscriptions: countingReader('subscriptions', () =>
              subscriptionsData('billing'),
            ),
          }),
          ...(desk
            ? [
                fakeSource('desk', {
                  tickets: countingReader('tickets', () => ticketsData('desk')),
                }),
              ]
            : []),
        ],
        policy,
        knex,
        now: () => clock.now,
      });
      const looks: unknown[][] = [];
      knex.on('query', (query: { sql: string; bindings: unknown[] }) => {
        if (/^select .*c360_observations.* union /.test(query.sql)) {
          looks.push(query.bindings);
        }
      });
      const get = async () => {
        const { body, headers, text } = await agent
          .get(viewPath('acme'))
          .set('authorization', sam)
          .expect(200);
        return { view: body as CustomerView, etag: headers.etag, text };
      };
      const store = new DatabaseObservationStore({ knex });
      return { agent, clock, get, looks, store };
    }

    it('are told of what was observed 30 days ago, by one look for each page that is made', async () => {
      const { clock, get, looks, store } = await start();
      await store.keep(acme, [paid('2026-08-27T08:00:00.000Z', 500_000)]);
      await store.keep(acme, [paid('2026-10-27T23:59:59.999Z', 600_000)]);
      await store.keep(acme, [paid('2026-10-28T00:00:00.000Z', 1)]);
      const { view } = await get();
      expect(view.answers.pays).toMatchObject({
        change: { before: 600_000, basis: 'observed', windowDays: 30 },
        change30d: [{ before: 600_000, absolute: -50_000, day: '2026-10-27' }],
        change90d: [{ before: 500_000, absolute: 50_000, percent: 10 }],
      });
      expect(view.indicators.map(({ id }) => id)).toContain('mrr-drop-30d');
      expect(looks).toHaveLength(1);
      for (let i = 0; i < 5; i++) {
        await get();
      }
      expect(looks).toHaveLength(1);
      clock.now += 61_000;
      await get();
      expect(looks).toHaveLength(2);
    });

    it('change the page and its ETag when what was observed is another', async () => {
      // Billing is fresh for five minutes: nothing else is another.
      const { clock, get, store } = await start({ desk: false });
      await store.keep(acme, [paid('2026-10-27T08:00:00.000Z', 600_000)]);
      const before = await get();
      await store.erase(acme);
      clock.now += 61_000;
      const after = await get();
      expect(after.view.answers.pays.change30d).toEqual([
        { figure: 'mrr', unit: 'EUR', now: 550_000, windowDays: 30 },
      ]);
      expect(after.etag).not.toBe(before.etag);
    });

    it('move no byte of the page of who may not see the facet', async () => {
      const { clock, get, looks, store } = await start({
        policy: withoutBilling,
      });
      const before = await get();
      await store.keep(acme, [paid('2026-08-27T08:00:00.000Z', 777_111)]);
      await store.keep(acme, [paid('2026-10-27T08:00:00.000Z', 777_222)]);
      clock.now += 10_000;
      const soon = await get();
      // Read again by another instance, as it were: the page is made anew.
      clock.now += 51_000;
      const after = await get();
      expect(looks.length).toBeGreaterThan(1);
      expect(soon.text).toBe(before.text);
      expect(after.view.answers.pays).toEqual(before.view.answers.pays);
      expect(after.view.indicators).toEqual(before.view.indicators);
      expect(after.text).not.toContain('777');
      // Nothing is even looked for.
      for (const bindings of looks) {
        expect(bindings).toContain('tickets');
        expect(bindings).not.toContain('subscriptions');
      }
    });

    it('are in what is streamed too', async () => {
      const { agent, store } = await start();
      await store.keep(acme, [paid('2026-10-27T08:00:00.000Z', 600_000)]);
      const { text } = await agent
        .get(`${BASE}/customers/default/acme/stream`)
        .set('authorization', sam)
        .buffer(true)
        .parse((res, done) => {
          let body = '';
          res.on('data', chunk => {
            body += chunk;
          });
          res.on('end', () => done(null, body));
        })
        .then(({ body }) => ({ text: body as unknown as string }));
      const composed = text
        .trim()
        .split('\n')
        .map(line => JSON.parse(line) as ViewFrame)
        .find(({ type }) => type === 'composed');
      expect(composed).toMatchObject({
        answers: { pays: { change30d: [{ before: 600_000 }] } },
      });
    });
  },
);
