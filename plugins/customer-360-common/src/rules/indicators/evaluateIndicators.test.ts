import type { FacetViews } from '../../view/FacetView';
import { brightwater } from '../__testUtils__/brightwater';
import { NOW, view } from '../__testUtils__/views';
import { paymentsFacet } from '../../facets/billing/payments';
import { subscriptionsFacet } from '../../facets/billing/subscriptions';
import { contractsFacet } from '../../facets/contract/contracts';
import { healthFacet, type HealthData } from '../../facets/relationship/health';
import { satisfactionFacet } from '../../facets/support/satisfaction';
import { activityFacet, type ActivityData } from '../../facets/usage/activity';
import { entitlementsFacet } from '../../facets/usage/entitlements';
import { evaluateIndicators } from './evaluateIndicators';

const eur = (amount: number) => ({ amount, currency: 'EUR' });

const ids = (facets: FacetViews, now: Date = NOW) =>
  evaluateIndicators(facets, now).map(({ id }) => id);

function mrr(before: number, now: number, day: string = '2026-10-24') {
  return {
    subscriptions: view(subscriptionsFacet, 'stripe', {
      subscriptions: [],
      mrr: [eur(now)],
      mrrBefore: { day, mrr: [eur(before)], basis: 'events' },
      mrrHistory: [],
      policy: 'contract-like v1',
    }),
  };
}

function activity(data: Partial<ActivityData>) {
  return {
    activity: view(activityFacet, 'product', {
      daily: [],
      users: [],
      ...data,
    }),
  };
}

function endsOn(endDay: string, noticeDay?: string) {
  return {
    contracts: view(contractsFacet, 'hubspot', {
      contracts: [
        {
          source: 'hubspot',
          id: '1',
          status: 'active',
          autoRenews: true,
          endDay,
          noticeDay,
        },
      ],
    }),
  };
}

function health(data: Partial<HealthData>) {
  return {
    health: view(healthFacet, 'hubspot', {
      source: 'hubspot',
      id: 'h',
      scale: { min: 0, max: 100 },
      direction: 'higher-is-better',
      basis: 'vendor',
      parts: [],
      coverage: 1,
      history: [],
      ...data,
    }),
  };
}

describe('evaluateIndicators', () => {
  it('finds in the demo customer what the page shows, worst first', () => {
    expect(
      evaluateIndicators(brightwater(), NOW).map(
        ({ answer, tone, word, id }) => [answer, tone, word, id],
      ),
    ).toEqual([
      ['pays', 'down', 'Dropped', 'mrr-drop-30d'],
      ['pays', 'down', 'Failing', 'payment-failing'],
      ['threads', 'down', 'Escalated', 'escalation-open'],
      ['pays', 'watch', 'Trial ends', 'trial-ending'],
      ['renews', 'watch', 'Soon', 'renewal-window'],
      ['renews', 'watch', 'Notice', 'notice-window'],
      ['uses', 'up', 'Growing', 'usage-growth'],
    ]);
  });

  it('gives both values, both dates and the source', () => {
    const [drop] = evaluateIndicators(brightwater(), NOW);
    expect(drop).toEqual({
      id: 'mrr-drop-30d',
      answer: 'pays',
      tone: 'down',
      word: 'Dropped',
      text: 'MRR dropped 12.7 % in 30 days',
      rule: 'more than 5 % down in 30 days',
      before: { text: '€5,500.00', at: '2026-10-24', source: 'Stripe' },
      now: {
        text: '€4,800.00',
        at: '2026-11-23T10:46:00Z',
        source: 'Stripe',
      },
      facets: ['subscriptions'],
    });
  });

  it('has nothing to say without data', () => {
    expect(evaluateIndicators({}, NOW)).toEqual([]);
  });

  it.each([
    ['more than 5 % less', mrr(10000, 9499), ['mrr-drop-30d']],
    ['exactly 5 % less', mrr(10000, 9500), []],
    ['exactly 5 % more', mrr(10000, 10500), []],
    ['more than 5 % more', mrr(10000, 10501), ['mrr-growth-30d']],
    ['from nothing', mrr(0, 10000), []],
    ['against a figure of last week', mrr(10000, 5000, '2026-11-16'), []],
  ])('MRR: %s', (_what, facets, expected) => {
    expect(ids(facets)).toEqual(expected);
  });

  it.each([
    ['2027-01-22', ['renewal-window']],
    ['2027-01-23', []],
    ['2026-11-23', ['renewal-window']],
    ['2026-11-22', []],
  ])('a term that ends on %s', (endDay, expected) => {
    expect(ids(endsOn(endDay))).toEqual(expected);
  });

  it.each([
    ['2026-12-23', ['notice-window']],
    ['2026-12-24', []],
    ['2026-11-23', ['notice-window']],
    ['2026-11-22', []],
  ])('notice until %s', (noticeDay, expected) => {
    expect(ids(endsOn('2027-06-30', noticeDay))).toEqual(expected);
  });

  it.each([
    [
      'growth',
      { weeklyActive: 106, weeklyActiveBefore: 100 },
      ['usage-growth'],
    ],
    [
      'decline',
      { weeklyActive: 94, weeklyActiveBefore: 100 },
      ['usage-decline'],
    ],
    ['little change', { weeklyActive: 95, weeklyActiveBefore: 100 }, []],
    ['first use', { weeklyActive: 10, weeklyActiveBefore: 0 }, []],
    [
      'dormancy, and nothing else',
      {
        weeklyActive: 0,
        weeklyActiveBefore: 100,
        lastEventAt: '2026-11-01T00:00:00Z',
      },
      ['dormant-usage'],
    ],
  ])('usage: %s', (_what, data, expected) => {
    expect(ids(activity(data))).toEqual(expected);
  });

  it.each([
    [251, ['seats-over']],
    [250, []],
    [125, []],
    [124, ['seats-under']],
  ])('%d of 250 seats in use', (monthlyActive, expected) => {
    const entitlements = view(entitlementsFacet, 'product', {
      seats: 250,
      flags: [],
    });
    expect(ids({ ...activity({ monthlyActive }), entitlements })).toEqual(
      expected,
    );
    expect(ids(activity({ monthlyActive }))).toEqual([]);
  });

  it.each([
    [{ score: 61, previous: { score: 72 } }, ['health-decline']],
    [{ score: 62, previous: { score: 72 } }, []],
    [{ score: 61, previous: { score: 72 }, coverage: 0.5 }, []],
    [{ score: 61 }, []],
    [
      {
        score: 40,
        previous: { score: 20 },
        direction: 'lower-is-better' as const,
      },
      ['health-decline'],
    ],
    [
      {
        score: 6,
        previous: { score: 8 },
        scale: { min: 0, max: 10 },
      },
      ['health-decline'],
    ],
  ])('health %j', (data, expected) => {
    expect(ids(health(data))).toEqual(expected);
  });

  it('says nothing of payments that do not fail', () => {
    const payments = view(paymentsFacet, 'stripe', {
      payments: [],
      retries: [],
      refunds: [],
    });
    expect(ids({ payments })).toEqual([]);
  });

  it.each([
    [3, 5, ['satisfaction-low']],
    [4, 5, []],
    [0, 4, []],
  ])('%d of %d ratings good', (good, answered, expected) => {
    const satisfaction = view(satisfactionFacet, 'zendesk', {
      ratings: Array.from({ length: answered }, (_, index) => ({
        source: 'zendesk',
        id: String(index),
        rating: { kind: 'binary' as const, good: index < good },
        at: '2026-11-01T00:00:00Z',
      })),
    });
    expect(ids({ satisfaction })).toEqual(expected);
  });

  it('tells a cancelled subscription apart from a renewal', () => {
    const subscriptions = view(subscriptionsFacet, 'stripe', {
      subscriptions: [
        {
          source: 'stripe',
          id: 's',
          plan: 'Scale',
          status: 'active',
          currency: 'EUR',
          items: [],
          discounts: [],
          endsAt: '2026-12-01T00:00:00Z',
          scheduledChanges: [],
        },
      ],
      mrr: [],
      mrrHistory: [],
      policy: 'p',
    });
    expect(evaluateIndicators({ subscriptions }, NOW)).toMatchObject([
      { id: 'renewal-window', tone: 'down', text: 'Billing ends in 8 days' },
    ]);
  });
});
