import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import type {
  CustomerView,
  FacetId,
} from '@customer-360/backstage-plugin-customer-360-common';
import { customerEntity } from '../__testUtils__/customers';
import { subscriptionsData, ticketsData } from '../__testUtils__/facetData';
import { DENY, everything, supportAgent } from '../__testUtils__/fakePolicy';
import { countingReader, fakeSource } from '../__testUtils__/fakeSource';
import { startCustomer360, viewPath } from '../__testUtils__/startCustomer360';
import { DatabaseObservationStore } from './DatabaseObservationStore';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });
const acme = 'customer:default/acme';
const sam = mockCredentials.user.header('user:default/sam');
const NOW = Date.parse('2026-11-26T12:00:00.000Z');

type Value = [metric: string, value: number, unit?: string];

function summaryOnly(permission: string): PolicyDecision {
  return permission === 'customer360.billing.full.read'
    ? DENY
    : everything(permission);
}

describe.each(databases.eachSupportedId())(
  'the page of a past day (%s)',
  databaseId => {
    async function start(
      policy: (permission: string) => PolicyDecision = everything,
    ) {
      const knex = await databases.init(databaseId);
      const { agent } = await startCustomer360({
        customers: [customerEntity('acme')],
        sources: [
          fakeSource('billing', {
            subscriptions: countingReader('subscriptions', () =>
              subscriptionsData('billing'),
            ),
            contracts: countingReader('contracts', () => ({ contracts: [] })),
            notes: countingReader('notes', () => ({ notes: [] })),
          }),
          fakeSource('desk', {
            tickets: countingReader('tickets', () => ticketsData('desk')),
          }),
        ],
        policy,
        knex,
        now: () => NOW,
        customer360: { observations: { keepByLabel: { contract: 'P100D' } } },
      });
      const store = new DatabaseObservationStore({ knex });
      const keep = (facet: FacetId, asOf: string, ...values: Value[]) =>
        store.keep(acme, [
          {
            facet,
            asOf,
            fetchedAt: asOf,
            sources: ['billing'],
            figures: values.map(([metric, value, unit = '']) => ({
              metric,
              unit,
              value,
            })),
          },
        ]);
      const paid = (day: string, amount: number) =>
        keep(
          'subscriptions',
          `${day}T08:00:00.000Z`,
          ['subscriptions', 1],
          ['mrr', amount, 'EUR'],
        );
      const ask = (day: string, more = '') =>
        agent
          .get(`${viewPath('acme')}?asOf=${day}${more}`)
          .set('authorization', sam);
      const viewOf = async (day: string) => {
        const { body } = await ask(day).expect(200);
        return body as CustomerView;
      };
      return { agent, ask, keep, knex, paid, viewOf };
    }

    it('gives the answers and indicators of that day, and says so', async () => {
      const { agent, ask, keep, knex, paid, viewOf } = await start();
      await paid('2026-08-13', 700_000);
      await paid('2026-09-12', 500_000);
      await paid('2026-09-13', 1);
      await keep(
        'tickets',
        '2026-09-11T08:00:00.000Z',
        ['tickets-open', 3],
        ['tickets-severity', 2, 'urgent'],
        ['tickets-escalated', 1],
      );
      const view = await viewOf('2026-09-12');
      expect(view).toMatchObject({
        asOf: '2026-09-12',
        basis: 'observed',
        customer: { name: 'acme' },
        access: { mayRefresh: false },
        conflicts: [],
        answers: {
          pays: {
            mrr: [{ amount: 500_000, currency: 'EUR' }],
            change30d: [
              { before: 700_000, absolute: -200_000, day: '2026-08-13' },
            ],
            provenance: {
              sources: ['The billing'],
              asOf: '2026-09-12T08:00:00.000Z',
            },
          },
          threads: { open: 3, bySeverity: { urgent: 2 }, escalated: 1 },
        },
      });
      expect(view.indicators.map(({ id }) => id)).toEqual([
        'mrr-drop-30d',
        'escalation-open',
      ]);
      expect(view.answers.relationship.owner).toBeUndefined();
      expect(view.answers.pays.policy).toBeUndefined();

      const then = await ask('2026-09-12').expect(200);
      const now = await agent
        .get(viewPath('acme'))
        .set('authorization', sam)
        .expect(200);
      expect(now.headers.etag).not.toBe(then.headers.etag);
      expect(now.body).not.toHaveProperty('asOf');
      expect(now.body.answers.pays.mrr[0].amount).toBe(550_000);
      expect(then.headers['cache-control']).toBe('private, no-cache');
      await ask('2026-09-12')
        .set('if-none-match', then.headers.etag)
        .expect(304);

      const rows = await knex('c360_ledger').where({ request_kind: 'view' });
      expect(rows.map(({ detail }) => JSON.parse(detail))).toEqual([
        { look: 'opened', asOf: '2026-09-12' },
        { look: 'opened', asOf: '2026-09-12' },
        { look: 'opened' },
        { look: 'opened', asOf: '2026-09-12' },
      ]);
    });

    it('says of what was not observed that it is unknown, and why', async () => {
      const { keep, paid, viewOf } = await start();
      await paid('2026-10-20', 500_000);
      await keep('tickets', '2026-08-30T08:00:00.000Z', ['tickets-open', 3]);
      const { answers, sections } = await viewOf('2026-09-12');
      expect(answers.pays.mrr).toBeUndefined();
      expect(answers.pays.missing[0]).toEqual({
        facet: 'subscriptions',
        state: 'unknown',
        observedSince: '2026-10-20',
      });
      // Observed before, and not around then.
      expect(answers.threads.missing[0]).toEqual({
        facet: 'tickets',
        state: 'unknown',
      });
      expect(answers.relationship.missing[0]).toMatchObject({
        facet: 'health',
        state: 'unconfigured',
      });
      expect(sections).toEqual({});
    });

    it('takes the last change for a day of which no daily reading is left', async () => {
      const { paid, viewOf } = await start();
      await paid('2026-01-10', 500_000);
      const { answers } = await viewOf('2026-03-01');
      expect(answers.pays).toMatchObject({
        mrr: [{ amount: 500_000 }],
        provenance: { asOf: '2026-01-10T08:00:00.000Z' },
      });
    });

    it('shows nothing that is older than its label lets it be', async () => {
      const { keep, viewOf } = await start();
      await keep(
        'contracts',
        '2026-08-01T08:00:00.000Z',
        ['contract-open-ended', 0],
        ['contract-end-day', 20_800],
      );
      const { answers } = await viewOf('2026-08-02');
      expect(answers.renews.day).toBeUndefined();
    });

    it('is of what the reader sees in full: of a summary there is no past', async () => {
      const { ask, paid } = await start(summaryOnly);
      const before = await ask('2026-09-12').expect(200);
      await paid('2026-08-13', 777_111);
      await paid('2026-09-12', 777_222);
      const after = await ask('2026-09-12').expect(200);
      expect(after.text).toBe(before.text);
      expect(after.headers.etag).toBe(before.headers.etag);
      const { access, answers } = after.body as CustomerView;
      expect(answers.pays.missing[0]).toEqual({
        facet: 'subscriptions',
        state: 'denied',
        whoMaySee: 'Past days are for those who may see all of this section.',
      });
      expect(access.facets.subscriptions).toBe('none');
    });

    it('needs the label that the facet needs now', async () => {
      const { ask, keep } = await start(supportAgent);
      const before = await ask('2026-09-12').expect(200);
      await keep(
        'contracts',
        '2026-09-12T08:00:00.000Z',
        ['contract-open-ended', 0],
        ['contract-end-day', 20_800],
      );
      const after = await ask('2026-09-12').expect(200);
      expect(after.text).toBe(before.text);
      expect(
        (after.body as CustomerView).answers.renews.missing,
      ).toContainEqual(
        expect.objectContaining({ facet: 'contracts', label: 'contract' }),
      );
      const { body: own } = await (await start(everything)).ask('2026-09-12');
      expect((own as CustomerView).access.facets.contracts).toBe('summary');
    });

    it.each([
      ['today', '2026-11-26'],
      ['a day to come', '2026-11-27'],
      ['no day', '2026-02-31'],
      ['no date', 'yesterday'],
      ['longer ago than is kept', '2025-10-01'],
    ])('refuses %s', async (_what, day) => {
      const { ask } = await start();
      expect((await ask(day)).status).toBe(400);
    });

    it('is as absent as the customer to who may not see it, and on record', async () => {
      const { agent, ask, knex, paid } = await start(permission =>
        permission === 'catalog.entity.read' ? DENY : everything(permission),
      );
      await paid('2026-09-12', 500_000);
      const hidden = await ask('2026-09-12').expect(404);
      const absent = await agent
        .get(`${viewPath('nobody')}?asOf=2026-09-12`)
        .set('authorization', sam)
        .expect(404);
      expect(hidden.text.replaceAll('/acme/', '/nobody/')).toBe(absent.text);
      expect(
        await knex('c360_ledger').where({ outcome: 'denied' }),
      ).toHaveLength(2);
    });
  },
);
