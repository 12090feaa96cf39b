import { subscriptionsFacet } from '../../facets/billing/subscriptions';
import { contractsFacet, type Contract } from '../../facets/contract/contracts';
import { activityFacet } from '../../facets/usage/activity';
import type { FacetViews } from '../../view/FacetView';
import { BRIGHTWATER, brightwater } from '../__testUtils__/brightwater';
import { lowered, NOW, view } from '../__testUtils__/views';
import { DEFAULT_RULE_SETTINGS } from '../settings/RuleSettings';
import { composeAnswers } from './composeAnswers';

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const usd = (amount: number) => ({ amount, currency: 'USD' });

function answers(facets: FacetViews) {
  return composeAnswers({ customer: BRIGHTWATER, facets, now: NOW });
}

function billing(
  overrides: Partial<Parameters<typeof subscriptionsFacet.isEmpty>[0]>,
) {
  return view(subscriptionsFacet, 'stripe', {
    subscriptions: [],
    mrr: [],
    mrrHistory: [],
    policy: 'contract-like v1',
    ...overrides,
  });
}

const subscription = {
  source: 'stripe',
  id: 'sub_1',
  plan: 'Scale',
  status: 'active' as const,
  currency: 'EUR',
  items: [],
  discounts: [],
  scheduledChanges: [],
};

function contract(overrides: Partial<Contract> = {}) {
  return view(contractsFacet, 'hubspot', {
    contracts: [
      {
        source: 'hubspot',
        id: '42',
        status: 'active',
        endDay: '2027-01-09',
        ...overrides,
      },
    ],
  });
}

describe('pays', () => {
  it('says what they pay, how it moved and what is overdue', () => {
    expect(answers(brightwater()).pays).toMatchObject({
      mrr: [eur(480000)],
      arr: [eur(5760000)],
      change: {
        absolute: -70000,
        before: 550000,
        currency: 'EUR',
        day: '2026-10-24',
        windowDays: 30,
      },
      plan: 'Scale, annual',
      overdue: { amounts: [eur(90123)], count: 1, oldestDays: 34 },
      failing: true,
      policy: 'contract-like v1',
      provenance: { sources: ['Stripe'], stale: false },
      missing: [],
    });
    expect(answers(brightwater()).pays.change?.percent).toBeCloseTo(-12.727, 3);
  });

  it.each([
    ['two currencies now', [eur(1), usd(1)], [eur(1)]],
    ['two currencies then', [eur(1)], [eur(1), usd(1)]],
    ['another currency', [eur(1)], [usd(1)]],
  ])('gives no change over %s', (_what, mrr, before) => {
    const mrrBefore = { day: '2026-10-24', mrr: before, basis: 'events' };
    expect(
      answers({ subscriptions: billing({ mrr, mrrBefore }) }).pays.change,
    ).toBeUndefined();
  });

  it('gives no percentage of nothing, and none where there is no earlier figure', () => {
    const mrrBefore = { day: '2026-10-24', mrr: [], basis: 'events' };
    const fresh = answers({
      subscriptions: billing({ mrr: [eur(100)], mrrBefore }),
    }).pays.change;
    expect(fresh).toMatchObject({ absolute: 100, before: 0 });
    expect(fresh?.percent).toBeUndefined();
    expect(
      answers({ subscriptions: billing({ mrr: [eur(100)] }) }).pays.change,
    ).toBeUndefined();
  });

  it('counts a customer who has left as a change to nothing', () => {
    const mrrBefore = { day: '2026-10-24', mrr: [eur(500)], basis: 'events' };
    expect(
      answers({ subscriptions: billing({ mrr: [], mrrBefore }) }).pays.change,
    ).toMatchObject({ absolute: -500, percent: -100, currency: 'EUR' });
  });

  it('compares no sum over some of the subscriptions', () => {
    const facets = brightwater();
    const cut = billing({
      mrr: [eur(100)],
      mrrBefore: { day: '2026-10-24', mrr: [eur(500)], basis: 'events' },
    });
    facets.subscriptions = {
      ...cut,
      sources: cut.sources.map(source => ({ ...source, truncated: true })),
    };
    expect(answers(facets).pays.change).toBeUndefined();
  });

  it('draws no line through two currencies', () => {
    const mrrHistory = [
      { month: '2026-10', mrr: eur(1) },
      { month: '2026-11', mrr: usd(1) },
    ];
    expect(
      answers({ subscriptions: billing({ mrrHistory }) }).pays.history,
    ).toEqual([]);
  });
});

describe('renews', () => {
  it('says when it renews and until when notice can be given', () => {
    expect(answers(brightwater()).renews).toMatchObject({
      kind: 'renews',
      day: '2027-01-09',
      daysLeft: 47,
      startDay: '2026-01-09',
      noticeDay: '2026-12-10',
      noticeDaysLeft: 17,
      annualValue: eur(6000000),
      provenance: { sources: ['HubSpot'] },
      missing: [],
    });
  });

  it('TV26: 60 days of notice before 15 March 2026 end on 14 January', () => {
    const { noticeDay } = composeAnswers({
      customer: BRIGHTWATER,
      now: new Date('2026-01-01T00:00:00Z'),
      facets: { contracts: contract({ endDay: '2026-03-15', noticeDays: 60 }) },
    }).renews;
    expect(noticeDay).toBe('2026-01-14');
  });

  it('never takes the end of a billing period for a renewal', () => {
    const { renews } = answers({
      subscriptions: billing({
        subscriptions: [
          { ...subscription, currentPeriodEnd: '2026-12-24T00:00:00Z' },
        ],
      }),
    });
    expect(renews.kind).toBeUndefined();
    expect(JSON.stringify(renews)).not.toContain('2026-12-24');
  });

  it('gives no date and says restricted where the contract is denied', () => {
    const { renews } = answers(lowered(brightwater(), { contracts: 'none' }));
    expect(renews.kind).toBeUndefined();
    expect(renews.day).toBeUndefined();
    expect(renews.noticeDay).toBeUndefined();
    expect(renews.missing).toEqual([
      {
        facet: 'contracts',
        state: 'denied',
        whoMaySee: 'the account team',
      },
    ]);
  });

  it('gives the date without the value where only the summary may be seen', () => {
    const { renews } = answers(
      lowered(brightwater(), { contracts: 'summary' }),
    );
    expect(renews).toMatchObject({
      kind: 'renews',
      day: '2027-01-09',
      noticeDay: '2026-12-10',
    });
    expect(renews.annualValue).toBeUndefined();
  });

  it('calls the end of a cancelled subscription by its name', () => {
    expect(
      answers({
        subscriptions: billing({
          subscriptions: [{ ...subscription, endsAt: '2026-12-01T00:00:00Z' }],
        }),
      }).renews,
    ).toMatchObject({
      kind: 'billing_end',
      day: '2026-12-01',
      daysLeft: 8,
      provenance: { sources: ['Stripe'] },
      missing: [{ facet: 'contracts', state: 'unconfigured' }],
    });
  });

  it('does not say that a contract renews once billing was told to stop', () => {
    const facets = {
      contracts: contract({ autoRenews: true }),
      subscriptions: billing({
        subscriptions: [{ ...subscription, endsAt: '2027-01-09T00:00:00Z' }],
      }),
    };
    expect(answers(facets).renews.kind).toBe('ends');
  });

  it('says that a contract without renewal ends', () => {
    expect(
      answers({ contracts: contract({ autoRenews: false }) }).renews.kind,
    ).toBe('ends');
  });

  it('gives the end of a trial only where there is nothing but trials', () => {
    const trial = {
      ...subscription,
      status: 'trialing' as const,
      trialEndsAt: '2026-12-02T00:00:00Z',
    };
    expect(
      answers({ subscriptions: billing({ subscriptions: [trial] }) }).renews,
    ).toMatchObject({ kind: 'trial_end', day: '2026-12-02' });
    expect(
      answers({
        subscriptions: billing({ subscriptions: [trial, subscription] }),
      }).renews.kind,
    ).toBeUndefined();
  });

  it.each(['full', 'summary'] as const)(
    'says open ended where a contract runs without an end (%s)',
    level => {
      const contracts = contract({ endDay: undefined });
      expect(
        answers(lowered({ contracts }, { contracts: level })).renews.kind,
      ).toBe('open_ended');
    },
  );

  it('counts days, not hours', () => {
    const daysLeft = (now: string) =>
      composeAnswers({
        customer: BRIGHTWATER,
        facets: { contracts: contract({ endDay: '2026-11-24' }) },
        now: new Date(now),
      }).renews.daysLeft;
    expect(daysLeft('2026-11-23T00:00:01Z')).toBe(1);
    expect(daysLeft('2026-11-23T23:59:59Z')).toBe(1);
    expect(daysLeft('2026-11-24T23:59:59Z')).toBe(0);
  });
});

describe('uses', () => {
  it('says how many of the seats are in use, and how that moved', () => {
    expect(answers(brightwater()).uses).toMatchObject({
      weeklyActive: 212,
      seats: 250,
      change: { absolute: 18, before: 194, day: '2026-10-24', windowDays: 30 },
      featuresAdopted: 1,
      featuresTotal: 1,
      provenance: { sources: ['Product'] },
      missing: [],
    });
    expect(answers(brightwater()).uses.dormantDays).toBeUndefined();
  });

  it.each([
    ['2026-11-10T23:00:00Z', undefined],
    ['2026-11-09T23:00:00Z', 14],
    ['2026-10-24T00:00:00Z', 30],
  ])('last event %s: dormant for %p days', (lastEventAt, expected) => {
    const activity = view(activityFacet, 'product', {
      lastEventAt,
      daily: [],
      users: [],
    });
    expect(answers({ activity }).uses.dormantDays).toBe(expected);
  });

  it('takes the number of dormant days from the settings', () => {
    const activity = view(activityFacet, 'product', {
      lastEventAt: '2026-11-20T00:00:00Z',
      daily: [],
      users: [],
    });
    expect(
      composeAnswers({
        customer: BRIGHTWATER,
        facets: { activity },
        now: NOW,
        settings: { ...DEFAULT_RULE_SETTINGS, dormantAfterDays: 3 },
      }).uses.dormantDays,
    ).toBe(3);
  });
});

describe('relationship', () => {
  it('says how they are doing and who looks after them', () => {
    expect(answers(brightwater()).relationship).toMatchObject({
      health: { score: 72, coverage: 0.8 },
      nps: { score: 8 },
      lastTouch: { kind: 'call' },
      owner: 'Mara Kessler canary-team',
      provenance: { sources: ['Gainsight', 'HubSpot'] },
    });
  });

  it('gives no score under 60 % coverage', () => {
    const facets = brightwater();
    const health = facets.health!;
    if (health.level === 'none') {
      throw new Error('The fixture shows it');
    }
    facets.health = {
      ...health,
      summary: { ...health.summary!, coverage: 0.59 },
    };
    const shown = answers(facets).relationship.health;
    expect(shown).toMatchObject({ coverage: 0.59 });
    expect(shown).not.toHaveProperty('score');
    expect(shown).not.toHaveProperty('previous');
  });

  it('falls back to the ref in the catalog', () => {
    const { team: _team, ...facets } = brightwater();
    expect(answers(facets).relationship.owner).toBe('user:default/mara');
  });
});

describe('threads and next', () => {
  it('says what is open', () => {
    expect(answers(brightwater()).threads).toMatchObject({
      open: 5,
      bySeverity: { urgent: 1, normal: 4 },
      oldestOpenDays: 9,
      escalated: 1,
      slaBreached: 1,
      total: 64,
      satisfaction: { scale: { mean: 4.2, max: 5, answered: 1 } },
    });
  });

  it('says what comes next, at most five', () => {
    expect(
      answers(brightwater()).next.items.map(({ kind, day }) => [kind, day]),
    ).toEqual([
      ['meeting', '2026-11-25'],
      ['trial_end', '2026-12-02'],
      ['notice_deadline', '2026-12-10'],
      ['deal_close', '2026-12-15'],
      ['renewal', '2027-01-09'],
    ]);
  });
});

describe('where answers come from', () => {
  it('takes the oldest time and all the sources', () => {
    const facets = brightwater();
    facets.tickets = {
      level: 'summary',
      state: 'stale',
      sources: [
        {
          id: 'zendesk',
          title: 'Zendesk',
          state: 'stale',
          reason: 'timeout',
          fetchedAt: '2026-11-23T10:37:00Z',
          asOf: '2026-11-23T10:30:00Z',
        },
        {
          id: 'zendesk-us',
          title: 'Zendesk US',
          state: 'ok',
          fetchedAt: '2026-11-23T10:46:00.500Z',
        },
      ],
    };
    expect(answers(facets).threads).toMatchObject({
      provenance: {
        sources: ['Zendesk', 'Zendesk US'],
        asOf: '2026-11-23T10:30:00Z',
        fetchedAt: '2026-11-23T10:37:00Z',
        stale: true,
      },
      missing: [],
    });
  });

  it('names what is missing, and why', () => {
    const unavailable = {
      level: 'full' as const,
      state: 'unavailable' as const,
      sources: [
        {
          id: 'stripe',
          title: 'Stripe',
          state: 'unavailable' as const,
          reason: 'timeout' as const,
        },
      ],
    };
    const { pays } = answers({
      subscriptions: unavailable,
      invoices: { ...unavailable, state: 'unlinked' },
    });
    expect(pays.mrr).toBeUndefined();
    expect(pays.missing).toEqual([
      {
        facet: 'subscriptions',
        state: 'unavailable',
        reason: 'timeout',
        sources: ['Stripe'],
      },
      {
        facet: 'invoices',
        state: 'unlinked',
        reason: 'timeout',
        sources: ['Stripe'],
      },
      { facet: 'payments', state: 'unconfigured' },
    ]);
    expect(pays.provenance).toEqual({ sources: [], stale: false });
  });
});
