import { creditsFacet } from '../../facets/billing/credits';
import { invoicesFacet } from '../../facets/billing/invoices';
import { paymentsFacet } from '../../facets/billing/payments';
import { subscriptionsFacet } from '../../facets/billing/subscriptions';
import { contractsFacet } from '../../facets/contract/contracts';
import { teamFacet } from '../../facets/profile/team';
import { healthFacet } from '../../facets/relationship/health';
import { opportunitiesFacet } from '../../facets/relationship/opportunities';
import { surveysFacet } from '../../facets/relationship/surveys';
import { touchpointsFacet } from '../../facets/relationship/touchpoints';
import { satisfactionFacet } from '../../facets/support/satisfaction';
import { ticketsFacet } from '../../facets/support/tickets';
import { meetingsFacet } from '../../facets/upcoming/meetings';
import { activityFacet } from '../../facets/usage/activity';
import { entitlementsFacet } from '../../facets/usage/entitlements';
import { featuresFacet } from '../../facets/usage/features';
import type { CustomerHeader } from '../../view/CustomerView';
import type { FacetViews } from '../../view/FacetView';
import { NOW, view } from './views';

const eur = (amount: number) => ({ amount, currency: 'EUR' });

const ticket = (id: string, createdAt: string) => ({
  source: 'zendesk',
  id,
  subject: `canary-tickets ${id}`,
  status: 'open' as const,
  severity: 'normal' as const,
  escalated: false,
  createdAt,
  updatedAt: createdAt,
});

const urgent = {
  ...ticket('1', '2026-11-14T08:00:00Z'),
  severity: 'urgent' as const,
  escalated: true,
  escalatedAt: '2026-11-20T08:00:00Z',
  slaBreachAt: '2026-11-20T08:00:00Z',
};

const open = [
  urgent,
  ticket('2', '2026-11-19T08:00:00Z'),
  ticket('3', '2026-11-21T08:00:00Z'),
  ticket('4', '2026-11-22T08:00:00Z'),
  ticket('5', '2026-11-23T04:00:00Z'),
];

/** What the catalog knows of the customer of the demo. */
export const BRIGHTWATER: CustomerHeader = {
  ref: 'customer:default/cus-8f3a1c',
  namespace: 'default',
  name: 'cus-8f3a1c',
  title: 'Brightwater Logistics',
  lifecycle: 'active',
  owner: 'group:default/csm-emea',
  team: [{ role: 'csm', ref: 'user:default/mara' }],
};

/** All that four systems say of the customer of the demo, in full. */
export function brightwater(): FacetViews {
  return {
    team: view(teamFacet, 'hubspot', {
      members: [
        {
          source: 'hubspot',
          id: '7',
          role: 'csm',
          name: 'Mara Kessler canary-team',
        },
      ],
    }),
    subscriptions: view(subscriptionsFacet, 'stripe', {
      subscriptions: [
        {
          source: 'stripe',
          id: 'sub_1',
          url: 'https://billing.example/canary-subscriptions',
          plan: 'Scale, annual',
          status: 'active',
          currency: 'EUR',
          quantity: 250,
          mrr: eur(430000),
          items: [],
          discounts: [],
          currentPeriodEnd: '2026-12-24T00:00:00Z',
          scheduledChanges: [
            { at: '2027-02-01T00:00:00Z', text: 'canary-full-subscriptions' },
          ],
        },
        {
          source: 'stripe',
          id: 'sub_2',
          plan: 'Audit add-on',
          status: 'active',
          currency: 'EUR',
          quantity: 1,
          mrr: eur(50000),
          items: [],
          discounts: [],
          scheduledChanges: [],
        },
        {
          source: 'stripe',
          id: 'sub_3',
          plan: 'Sandbox',
          status: 'trialing',
          currency: 'EUR',
          quantity: 10,
          items: [],
          discounts: [],
          trialEndsAt: '2026-12-02T09:00:00Z',
          scheduledChanges: [],
        },
      ],
      mrr: [eur(480000)],
      mrrBefore: {
        day: '2026-10-24',
        mrr: [eur(550000)],
        basis: 'canary-subscriptions events',
      },
      mrrHistory: [
        { month: '2026-09', mrr: eur(550000) },
        { month: '2026-10', mrr: eur(550000) },
        { month: '2026-11', mrr: eur(480000) },
      ],
      policy: 'contract-like v1',
    }),
    invoices: view(invoicesFacet, 'stripe', {
      invoices: [],
      open: [
        {
          source: 'stripe',
          id: 'in_1',
          number: 'canary-full-invoices',
          status: 'open',
          total: eur(90123),
          paid: eur(0),
          remaining: eur(90123),
          createdAt: '2026-10-18T00:00:00Z',
          dueAt: '2026-10-20T00:00:00Z',
          nextAttemptAt: '2026-11-24T09:00:00Z',
        },
      ],
    }),
    payments: view(paymentsFacet, 'stripe', {
      payments: [],
      retries: [
        {
          source: 'stripe',
          id: 'in_1',
          invoiceNumber: 'canary-full-payments',
          remaining: eur(90123),
          attempts: 2,
        },
      ],
      refunds: [],
    }),
    credits: view(creditsFacet, 'stripe', {
      balance: [eur(77777)],
      transactions: [],
      creditNotes: [],
    }),
    contracts: view(contractsFacet, 'hubspot', {
      contracts: [
        {
          source: 'hubspot',
          id: '42',
          url: 'https://crm.example/canary-contracts',
          number: 'canary-full-contracts',
          status: 'active',
          startDay: '2026-01-09',
          endDay: '2027-01-09',
          noticeDays: 30,
          autoRenews: true,
          annualValue: eur(6000000),
        },
      ],
    }),
    activity: view(activityFacet, 'product', {
      weeklyActive: 212,
      monthlyActive: 231,
      weeklyActiveBefore: 194,
      lastEventAt: '2026-11-23T10:30:00Z',
      activation: { activated: true, at: '2025-02-03T10:00:00Z' },
      daily: [{ day: '2026-11-22', activeUsers: 98765 }],
      users: [
        {
          source: 'product',
          id: 'u1',
          name: 'canary-full-activity',
          active: true,
        },
      ],
    }),
    features: view(featuresFacet, 'product', {
      features: [
        {
          source: 'product',
          id: 'exports',
          name: 'canary-full-features',
          users: 31,
          adopted: true,
          weekly: [],
        },
      ],
    }),
    entitlements: view(entitlementsFacet, 'product', {
      plan: 'scale',
      seats: 250,
      flags: [
        {
          source: 'product',
          id: 'beta',
          name: 'canary-full-entitlements',
          on: true,
        },
      ],
    }),
    health: view(healthFacet, 'gainsight', {
      source: 'gainsight',
      id: 'h1',
      score: 72,
      scale: { min: 0, max: 100 },
      direction: 'higher-is-better',
      basis: 'vendor',
      previous: { score: 74, at: '2026-10-23T00:00:00Z' },
      parts: [],
      coverage: 0.8,
      history: [],
      comment: 'canary-full-health',
    }),
    surveys: view(surveysFacet, 'hubspot', {
      responses: [
        {
          source: 'hubspot',
          id: 's1',
          kind: 'nps',
          score: 8,
          at: '2026-10-12T00:00:00Z',
          comment: 'canary-full-surveys',
        },
      ],
    }),
    touchpoints: view(touchpointsFacet, 'hubspot', {
      touchpoints: [
        {
          source: 'hubspot',
          id: 't1',
          kind: 'call',
          at: '2026-11-17T09:00:00Z',
          person: 'canary-touchpoints',
          body: 'canary-full-touchpoints',
        },
      ],
    }),
    opportunities: view(opportunitiesFacet, 'hubspot', {
      opportunities: [
        {
          source: 'hubspot',
          id: 'd1',
          name: 'Upgrade quote canary-full-opportunities',
          stage: 'proposal',
          status: 'open',
          amount: eur(1440011),
          closeDay: '2026-12-15',
        },
        {
          source: 'hubspot',
          id: 'd2',
          name: 'canary-full-opportunities won',
          stage: 'won',
          status: 'won',
          closeDay: '2026-12-16',
        },
      ],
    }),
    tickets: view(ticketsFacet, 'zendesk', { tickets: [], open, total: 64 }),
    satisfaction: view(satisfactionFacet, 'zendesk', {
      ratings: [
        {
          source: 'zendesk',
          id: 'r1',
          rating: { kind: 'scale', score: 4.2, max: 5 },
          at: '2026-11-02T00:00:00Z',
          comment: 'canary-full-satisfaction',
        },
      ],
    }),
    meetings: view(meetingsFacet, 'hubspot', {
      meetings: [
        {
          source: 'hubspot',
          id: 'm0',
          at: '2026-11-23T08:00:00Z',
          title: 'canary-full-meetings this morning',
        },
        {
          source: 'hubspot',
          id: 'm1',
          at: '2026-11-25T13:00:00Z',
          title: 'Quarterly review canary-full-meetings',
        },
      ],
    }),
  };
}

export { NOW };
