import { subscriptionsFacet, type SubscriptionsData } from './subscriptions';

const NOW = new Date('2026-11-23T00:00:00Z');
const eur = (amount: number) => ({ amount, currency: 'EUR' });
const usd = (amount: number) => ({ amount, currency: 'USD' });

function data(overrides: Partial<SubscriptionsData> = {}): SubscriptionsData {
  return {
    subscriptions: [],
    mrr: [],
    mrrHistory: [],
    policy: 'contract-like v1',
    ...overrides,
  };
}

function subscription(
  overrides: Partial<SubscriptionsData['subscriptions'][number]> = {},
): SubscriptionsData['subscriptions'][number] {
  return {
    source: 'stripe',
    id: 'sub',
    plan: 'Scale',
    status: 'active',
    currency: 'EUR',
    items: [],
    discounts: [],
    scheduledChanges: [],
    ...overrides,
  };
}

const summary = (...subscriptions: SubscriptionsData['subscriptions']) =>
  subscriptionsFacet.summarize!(data({ subscriptions }), NOW);

const merge = (...all: SubscriptionsData[]) =>
  subscriptionsFacet.merge(
    all.map((each, index) => ({
      source: 'stripe',
      account: `cus_${index}`,
      data: each,
    })),
  );

describe('summary of subscriptions', () => {
  it('names the plan that brings most, and none that has ended', () => {
    expect(
      summary(
        subscription({ plan: 'Small', mrr: eur(1) }),
        subscription({ plan: 'Large', mrr: eur(9) }),
        subscription({ plan: 'Gone', mrr: eur(99), status: 'ended' }),
      ),
    ).toMatchObject({ plan: 'Large', plans: [{}, {}] });
  });

  it('ends only when all ends, with the last', () => {
    const ending = (endsAt?: string) => subscription({ endsAt });
    const [first, last] = ['2026-12-01T00:00:00Z', '2026-12-31T00:00:00Z'];
    expect(summary(ending(last), ending(first)).endsAt).toBe(last);
    expect(summary(ending(first), ending()).endsAt).toBeUndefined();
    expect(summary().endsAt).toBeUndefined();
  });

  it('holds nothing of items, discounts and changes', () => {
    const text = JSON.stringify(
      summary(
        subscription({
          items: [{ id: 'canary', product: 'canary', metered: false }],
          discounts: [{ name: 'canary', duration: 'forever' }],
          scheduledChanges: [{ at: '2026-12-01T00:00:00Z', text: 'canary' }],
        }),
      ),
    );
    expect(text).not.toContain('canary');
  });
});

describe('subscriptions of several accounts', () => {
  it('adds per currency', () => {
    expect(
      merge(data({ mrr: [eur(1)] }), data({ mrr: [eur(2), usd(3)] })).mrr,
    ).toEqual([eur(3), usd(3)]);
  });

  it('knows an earlier figure only where all know it of the same day', () => {
    const before = (day: string, amount: number) =>
      data({ mrrBefore: { day, mrr: [eur(amount)], basis: 'events' } });
    expect(
      merge(before('2026-10-24', 1), before('2026-10-24', 2)),
    ).toMatchObject({ mrrBefore: { day: '2026-10-24', mrr: [eur(3)] } });
    expect(
      merge(before('2026-10-24', 1), before('2026-10-25', 2)).mrrBefore,
    ).toBeUndefined();
    expect(merge(before('2026-10-24', 1), data()).mrrBefore).toBeUndefined();
  });

  it('knows a month only where all know it, however many currencies', () => {
    const first = data({
      mrrHistory: [
        { month: '2026-10', mrr: eur(1) },
        // Two currencies of one account do not stand for two accounts.
        { month: '2026-10', mrr: usd(1) },
        { month: '2026-11', mrr: eur(1) },
      ],
    });
    const second = data({ mrrHistory: [{ month: '2026-11', mrr: eur(2) }] });
    expect(merge(first, second).mrrHistory).toEqual([
      { month: '2026-11', mrr: eur(3) },
    ]);
    expect(merge(first, first).mrrHistory).toEqual([
      { month: '2026-10', mrr: eur(2) },
      { month: '2026-10', mrr: usd(2) },
      { month: '2026-11', mrr: eur(2) },
    ]);
  });
});
