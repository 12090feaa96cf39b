import type {
  SchedulerServiceTaskInvocationDefinition,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  CustomerEntity,
  PortfolioPage,
  PortfolioQuery,
} from '@customer-360/backstage-plugin-customer-360-common';
import { customerEntity } from '../__testUtils__/customers';
import {
  invoicesData,
  subscriptionsData,
  ticketsData,
} from '../__testUtils__/facetData';
import { ALLOW, DENY, ifOwner } from '../__testUtils__/fakePolicy';
import { fakeSource } from '../__testUtils__/fakeSource';
import { BASE, startCustomer360 } from '../__testUtils__/startCustomer360';
import { DatabaseObservationStore } from '../observations/DatabaseObservationStore';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });
const NOON = Date.parse('2026-09-10T12:00:00Z');
const DAY_MS = 86_400_000;
const header = (name: string) =>
  mockCredentials.user.header(`user:default/${name}`);
const MARA = header('mara');
const OTTO = header('otto');

/** Mara sees her own in full and of all others the support; Otto sees his own. */
function policy(permission: string, userRef: string): PolicyDecision {
  if (permission === 'customer360.access') {
    return userRef === 'user:default/nobody' ? DENY : ALLOW;
  }
  const mine = ifOwner(userRef);
  if (userRef !== 'user:default/mara') {
    return permission === 'catalog.entity.read' ||
      permission.endsWith('.full.read')
      ? mine
      : DENY;
  }
  if (
    permission === 'catalog.entity.read' ||
    permission === 'customer360.support.summary.read'
  ) {
    return ALLOW;
  }
  return permission.endsWith('.full.read') ? mine : DENY;
}

type Task = SchedulerServiceTaskScheduleDefinition &
  SchedulerServiceTaskInvocationDefinition;

describe.each(databases.eachSupportedId())(
  'the list of customers (%s)',
  databaseId => {
    async function start(
      customers: CustomerEntity[],
      options: {
        decide?: typeof policy;
        customer360?: Parameters<typeof startCustomer360>[0]['customer360'];
      } = {},
    ) {
      const knex = await databases.init(databaseId);
      const tasks = new Map<string, Task>();
      const scheduler = mockServices.scheduler.mock({
        scheduleTask: async task => void tasks.set(task.id, task),
      });
      const clock = { at: NOON, now: () => clock.at };
      const { agent } = await startCustomer360({
        customers,
        policy: options.decide ?? policy,
        customer360: options.customer360,
        knex,
        now: clock.now,
        sources: [
          fakeSource('billing', {
            subscriptions: {
              read: async () => ({ data: subscriptionsData('billing') }),
            },
            invoices: { read: async () => ({ data: invoicesData('billing') }) },
          }),
          fakeSource('desk', {
            tickets: { read: async () => ({ data: ticketsData('desk') }) },
          }),
        ],
        features: [scheduler.factory],
      });
      const run = (id: string) =>
        tasks.get(id)!.fn(new AbortController().signal);
      const observations = new DatabaseObservationStore({ knex });
      const observe = (
        name: string,
        facet: 'subscriptions' | 'tickets',
        figures: Array<[metric: string, value: number, unit?: string]>,
        daysAgo = 0,
      ) => {
        const at = new Date(NOON - daysAgo * DAY_MS - 1_000).toISOString();
        return observations.keep(`customer:default/${name}`, [
          {
            facet,
            asOf: at,
            fetchedAt: at,
            sources: [facet === 'tickets' ? 'desk' : 'billing'],
            figures: figures.map(([metric, value, unit = '']) => ({
              metric,
              unit,
              value,
            })),
          },
        ]);
      };
      const ask = (query: PortfolioQuery = {}, who = MARA) =>
        agent
          .post(`${BASE}/customers/query`)
          .set('authorization', who)
          .send(query);
      const list = async (
        query?: PortfolioQuery,
        who?: string,
      ): Promise<PortfolioPage> =>
        (await ask(query, who as never).expect(200)).body;
      const names = async (query?: PortfolioQuery, who?: string) =>
        (await list(query, who)).rows.map(({ name }) => name);
      return {
        agent,
        ask,
        clock,
        knex,
        list,
        names,
        observe,
        count: () => run('customer-360-portfolio'),
        walk: () => run('customer-360-customers'),
      };
    }

    const owned = (name: string, owner: string, title?: string) =>
      customerEntity(name, { owner: `user:default/${owner}`, title });

    it('has those alone that somebody may see, each with what they may see of it', async () => {
      const { count, knex, list, observe } = await start([
        owned('acme', 'mara'),
        owned('beta', 'otto'),
      ]);
      for (const name of ['acme', 'beta']) {
        await observe(name, 'subscriptions', [
          ['subscriptions', 1],
          ['mrr', 480_000, 'EUR'],
        ]);
        await observe(name, 'tickets', [
          ['tickets-open', 3],
          ['tickets-severity', 1, 'urgent'],
        ]);
      }
      await count();
      const page = await list();
      expect(page.rows).toMatchObject([
        {
          name: 'acme',
          hidden: [],
          mrr: [{ amount: 480_000, currency: 'EUR' }],
          severity1: 1,
          risk: 'medium',
          reasons: [{ rule: 'severity-1', text: '1 urgent ticket' }],
          oldest: { source: 'The billing' },
        },
        { name: 'beta', hidden: ['billing'], severity1: 1, risk: 'medium' },
      ]);
      expect(page.rows[1]).not.toHaveProperty('mrr');
      expect(page.total).toEqual({ count: 2, more: false });
      expect(await list({}, OTTO as never)).toMatchObject({
        rows: [{ name: 'beta', mrr: [{ amount: 480_000 }] }],
        total: { count: 1 },
      });
      const rows = await knex('c360_ledger')
        .where({ request_kind: 'portfolio' })
        .orderBy('customer_ref');
      expect(rows.map(row => row.customer_ref)).toEqual([
        'customer:default/acme',
        'customer:default/beta',
        'customer:default/beta',
      ]);
      expect(rows.map(row => row.outcome)).toEqual(['shown', 'shown', 'shown']);
    });

    it('puts by name, at the end, those of whom the key is hidden', async () => {
      const { count, names, observe } = await start([
        owned('a-hidden', 'otto'),
        owned('b-mine', 'mara'),
        owned('c-mine', 'mara'),
        owned('d-unknown', 'mara'),
      ]);
      for (const [name, amount] of [
        ['a-hidden', 999_999],
        ['b-mine', 100],
        ['c-mine', 200],
      ] as const) {
        await observe(name, 'subscriptions', [
          ['subscriptions', 1],
          ['mrr', amount, 'EUR'],
        ]);
      }
      await count();
      expect(await names({ sort: 'mrr', direction: 'desc' })).toEqual([
        'c-mine',
        'b-mine',
        'a-hidden',
        'd-unknown',
      ]);
    });

    it('gives a page after the other, by a cursor that is good for that list and person', async () => {
      const { ask, count, list } = await start(
        ['a', 'b', 'c', 'd', 'e'].map(name => owned(name, 'mara')),
      );
      await count();
      const first = await list({ sort: 'name', limit: 2 });
      expect(first.rows.map(({ name }) => name)).toEqual(['a', 'b']);
      const { nextCursor: cursor } = first;
      const next = await list({ sort: 'name', limit: 2, cursor });
      expect(next.rows.map(({ name }) => name)).toEqual(['c', 'd']);
      const last = await list({
        sort: 'name',
        limit: 2,
        cursor: next.nextCursor,
      });
      expect(last.rows.map(({ name }) => name)).toEqual(['e']);
      expect(last).not.toHaveProperty('nextCursor');
      await ask({ sort: 'name', cursor }, OTTO as never).expect(400);
      await ask({ sort: 'owner', cursor }).expect(400);
      await ask({ sort: 'name', cursor, filter: { mine: true } }).expect(400);
    });

    it('finds by name, domain and id, and narrows to one’s own', async () => {
      const { count, names } = await start([
        owned('cus-1', 'mara', 'Élan Logistics'),
        owned('cus-2', 'otto', 'Zeta'),
      ]);
      await count();
      expect(await names({ filter: { text: 'ELAN' } })).toEqual(['cus-1']);
      expect(await names({ filter: { text: 'cus-2' } })).toEqual(['cus-2']);
      expect(await names({ filter: { text: 'cus-1.example' } })).toEqual([
        'cus-1',
      ]);
      expect(await names({ filter: { mine: true } })).toEqual(['cus-1']);
      expect(await names({ filter: { owner: 'user:default/otto' } })).toEqual([
        'cus-2',
      ]);
    });

    it('does not say whether what is hidden matches a filter', async () => {
      const { count, names, observe } = await start([
        owned('acme', 'mara'),
        owned('beta', 'otto'),
      ]);
      await count();
      for (const name of ['acme', 'beta']) {
        await observe(name, 'subscriptions', [
          ['subscriptions', 1],
          ['billing-end-day', Math.floor(NOON / DAY_MS) + 10],
        ]);
      }
      await count();
      expect(await names({ filter: { renewsWithinDays: 60 } })).toEqual([]);
    });

    it('shows nobody by what the list knew before they changed hands', async () => {
      const { count, knex, names } = await start([owned('acme', 'mara')]);
      await count();
      await knex('c360_portfolio_owners').insert({
        owner_ref: 'user:default/otto',
        customer_ref: 'customer:default/acme',
      });
      expect(await names({}, OTTO)).toEqual([]);
    });

    it.each<[string, PortfolioQuery, PolicyDecision]>([
      [
        'rule of the policy that a list cannot be cut by',
        {},
        {
          result: AuthorizeResult.CONDITIONAL,
          pluginId: 'catalog',
          resourceType: 'catalog-entity',
          conditions: {
            rule: 'HAS_ANNOTATION',
            resourceType: 'catalog-entity',
            params: { annotation: 'x' },
          },
        },
      ],
    ])('is closed by a %s, and says so', async (_what, query, decision) => {
      const { count, list } = await start([owned('acme', 'mara')], {
        decide: permission =>
          permission === 'catalog.entity.read' ? decision : ALLOW,
      });
      await count();
      expect(await list(query)).toEqual({
        rows: [],
        total: { count: 0, more: false },
        closed: expect.stringContaining('opened by itself'),
      });
    });

    it('refuses whoever may not use it, and puts that on record', async () => {
      const { ask, knex } = await start([owned('acme', 'mara')]);
      await ask({}, header('nobody') as never).expect(403);
      expect(
        await knex('c360_ledger').where({ request_kind: 'portfolio' }),
      ).toMatchObject([{ outcome: 'denied', customer_ref: null }]);
    });

    it.each([
      { sort: 'amount' },
      { limit: 201 },
      { limit: 0 },
      { filter: { text: '' } },
      { filter: { where: '1=1' } },
      { filter: { renewsWithinDays: -1 } },
    ])('refuses %j', async query => {
      const { ask } = await start([]);
      await ask(query as never).expect(400);
    });

    it('puts amounts of several currencies in one order where there are rates, and says by which', async () => {
      const rates = {
        reportingCurrency: 'EUR',
        exchangeRates: [
          { currency: 'USD', rate: 0.9, day: '2026-09-01' },
          { currency: 'JPY', rate: 0.006, day: '2026-08-31' },
        ],
      };
      const amounts = [
        ['a', 100_000, 'EUR'],
        ['b', 110_000, 'USD'],
        ['c', 200_000, 'JPY'],
        ['d', 100_000, 'GBP'],
      ] as const;
      const order = async (customer360?: typeof rates) => {
        const { count, list, observe } = await start(
          amounts.map(([name]) => owned(name, 'mara')),
          { customer360 },
        );
        for (const [name, amount, currency] of amounts) {
          await observe(name, 'subscriptions', [
            ['subscriptions', 1],
            ['mrr', amount, currency],
          ]);
        }
        await count();
        return list({ sort: 'mrr', direction: 'asc' });
      };
      const converted = await order(rates);
      expect(converted.rows.map(({ name }) => name)).toEqual([
        'b',
        'a',
        'c',
        'd',
      ]);
      expect(converted.converted).toEqual({
        currency: 'EUR',
        ratesOf: '2026-08-31',
      });
      const apart = await order();
      expect(apart.rows.map(({ name }) => name)).toEqual(['a', 'd', 'c', 'b']);
      expect(apart).not.toHaveProperty('converted');
    });

    it('lists customers of whom a figure has no bounds, and all others with them', async () => {
      const { count, list, observe } = await start([
        owned('acme', 'mara'),
        owned('beta', 'mara'),
      ]);
      await observe(
        'acme',
        'subscriptions',
        [
          ['subscriptions', 1],
          ['mrr', 1, 'EUR'],
        ],
        31,
      );
      await observe('acme', 'subscriptions', [
        ['subscriptions', 1],
        ['mrr', 900_000_000_000, 'EUR'],
      ]);
      await count();
      const { rows } = await list({ sort: 'mrrChange', direction: 'desc' });
      expect(rows).toMatchObject([
        { name: 'acme', mrrChange: { tone: 'up' } },
        { name: 'beta' },
      ]);
    });

    it('follows figures as they are observed, and days as they pass', async () => {
      const { clock, knex, names, observe, walk } = await start([
        owned('acme', 'mara'),
      ]);
      await walk();
      await observe('acme', 'tickets', [
        ['tickets-open', 1],
        ['tickets-severity', 1, 'urgent'],
      ]);
      const urgent = () => names({ filter: { severity1: true } });
      expect(await urgent()).toEqual([]);
      // Written past the service; the next day it is looked at all the same.
      clock.at += 12 * 3_600_000;
      await walk();
      expect(await urgent()).toEqual(['acme']);
      // Too old to be said of now.
      clock.at += 3 * DAY_MS;
      await walk();
      expect(await urgent()).toEqual([]);
      expect(await knex('c360_portfolio').pluck('severity_1')).toEqual([null]);
    });

    describe('as a file', () => {
      const everything = (permission: string, userRef: string) =>
        permission === 'customer360.export' && userRef === 'user:default/mara'
          ? ALLOW
          : policy(permission, userRef);
      const withFigures = async () => {
        const world = await start(
          [
            owned('acme', 'mara', '=HYPERLINK("http://x.example")'),
            owned('beta', 'otto', 'Beta, "the" second'),
            owned('gamma', 'mara'),
          ],
          { decide: everything },
        );
        await world.observe('acme', 'subscriptions', [
          ['subscriptions', 1],
          ['mrr', 480_050, 'EUR'],
          ['mrr', 700, 'JPY'],
        ]);
        await world.observe('beta', 'subscriptions', [
          ['subscriptions', 1],
          ['mrr', 999, 'EUR'],
        ]);
        await world.count();
        const exported = (query: PortfolioQuery = {}, who = MARA) =>
          world.agent
            .post(`${BASE}/customers/export`)
            .set('authorization', who)
            .send(query);
        return { ...world, exported };
      };

      it('has all that the query finds, with what may be seen, and is in the ledger', async () => {
        const { exported, knex } = await withFigures();
        const { text, headers } = await exported({ sort: 'name' }).expect(200);
        expect(headers['content-type']).toContain('text/csv');
        expect(headers['content-disposition']).toContain('customers.csv');
        expect(headers['cache-control']).toBe('no-store');
        const [head, ...lines] = text.slice(1).trimEnd().split('\r\n');
        expect(head).toMatch(
          /^customer,name,segment,lifecycle,owner,team,mrr,/,
        );
        expect(lines).toHaveLength(3);
        // A spreadsheet must not run a name.
        expect(lines[0]).toContain(
          `customer:default/acme,"'=HYPERLINK(""http://x.example"")"`,
        );
        expect(lines[0]).toContain(',4800.50 + 700,EUR + JPY,');
        expect(lines[1]).toContain('"Beta, ""the"" second"');
        // Of Otto's customer Mara sees the support alone.
        expect(lines[1]).not.toContain('9.99');
        expect(lines[1]).toMatch(/,billing,/);
        expect(
          await knex('c360_ledger')
            .where({ request_kind: 'portfolio_export' })
            .orderBy('customer_ref')
            .pluck('customer_ref'),
        ).toEqual([
          'customer:default/acme',
          'customer:default/beta',
          'customer:default/gamma',
        ]);
      });

      it('is narrowed as the list is', async () => {
        const { exported } = await withFigures();
        const { text } = await exported({ filter: { mine: true } }).expect(200);
        expect(text).not.toContain('customer:default/beta');
        expect(text.trimEnd().split('\r\n')).toHaveLength(3);
      });

      it('takes a permission of its own, and a refusal is on record', async () => {
        const { exported, knex } = await withFigures();
        await exported({}, OTTO as never).expect(403);
        expect(
          await knex('c360_ledger').where({ request_kind: 'portfolio_export' }),
        ).toMatchObject([{ outcome: 'denied', customer_ref: null }]);
      });

      it('has no pages', async () => {
        const { exported } = await withFigures();
        await exported({ limit: 10 }).expect(400);
        await exported({ cursor: 'x' }).expect(400);
      });
    });
  },
);
