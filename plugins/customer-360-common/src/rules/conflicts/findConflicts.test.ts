import {
  subscriptionsFacet,
  type Subscription,
} from '../../facets/billing/subscriptions';
import { contractsFacet, type Contract } from '../../facets/contract/contracts';
import type { Money } from '../../facets/money';
import { entitlementsFacet } from '../../facets/usage/entitlements';
import { brightwater } from '../__testUtils__/brightwater';
import { lowered, NOW, view } from '../__testUtils__/views';
import { findConflicts } from './findConflicts';
import { maySamePlan } from './planWords';

const eur = (amount: number): Money => ({ amount, currency: 'EUR' });

function contracts(...all: Array<Partial<Contract>>) {
  return view(contractsFacet, 'hubspot', {
    contracts: all.map((overrides, index) => ({
      source: 'hubspot',
      id: `c${index}`,
      status: 'active' as const,
      startDay: '2026-01-01',
      endDay: '2026-12-31',
      url: 'https://crm.example/c',
      ...overrides,
    })),
  });
}

function billing(mrr: Money[], ...all: Array<Partial<Subscription>>) {
  return view(subscriptionsFacet, 'stripe', {
    subscriptions: all.map((overrides, index) => ({
      source: 'stripe',
      id: `s${index}`,
      url: 'https://billing.example/s',
      plan: 'Scale, annual',
      status: 'active' as const,
      currency: 'EUR',
      items: [],
      discounts: [],
      scheduledChanges: [],
      ...overrides,
    })),
    mrr,
    mrrHistory: [],
    policy: 'contract-like v1',
  });
}

const amount = (
  annual: number | undefined,
  mrr: Money[],
  contract: Partial<Contract> = {},
) =>
  findConflicts(
    {
      contracts: contracts({
        annualValue: annual === undefined ? undefined : eur(annual),
        ...contract,
      }),
      subscriptions: billing(mrr, {}),
    },
    NOW,
  );

describe('contract and billing', () => {
  it('TV30: 1,400 agreed and 1,200 billed disagree by 200', () => {
    expect(amount(1680000, [eur(120000)])).toEqual([
      {
        id: 'contract-amount',
        type: 'amount',
        text: 'Contract and billing disagree by €200 a month',
        sides: [
          {
            source: 'HubSpot',
            text: '€1,400 a month',
            url: 'https://crm.example/c',
          },
          {
            source: 'Stripe',
            text: '€1,200 a month',
            url: 'https://billing.example/s',
          },
        ],
        facets: ['contracts', 'subscriptions'],
      },
    ]);
  });

  it('TV31: what has just begun may be billed later', () => {
    expect(amount(1680000, [], { startDay: '2026-11-10' })).toEqual([]);
    expect(amount(1680000, [], { startDay: '2026-11-09' })).toHaveLength(1);
  });

  it.each([
    ['equal', 1440000, 0],
    ['1 % and no more', 1454400, 0],
    ['more than 1 %', 1454401, 1],
    ['less agreed than billed', 1400000, 1],
  ])('amounts that are %s', (_what, annual, count) => {
    expect(amount(annual, [eur(120000)])).toHaveLength(count);
  });

  it('does not mind a unit of the currency', () => {
    // 0.50 a month agreed and nothing billed.
    expect(amount(600, [])).toEqual([]);
  });

  it.each([
    ['another currency', [{ amount: 1, currency: 'USD' }]],
    ['two currencies', [eur(1), { amount: 1, currency: 'USD' }]],
  ])('compares nothing across %s', (_what, mrr) => {
    expect(amount(1680000, mrr)).toEqual([]);
  });

  it('compares nothing where a running contract has no value', () => {
    expect(amount(undefined, [eur(1)])).toEqual([]);
    expect(
      findConflicts(
        {
          contracts: contracts({ annualValue: eur(100) }, {}),
          subscriptions: billing([eur(1)], {}),
        },
        NOW,
      ),
    ).toEqual([]);
  });

  it('adds up the contracts that run today', () => {
    const all = contracts(
      { annualValue: eur(720000) },
      { annualValue: eur(720000) },
      { annualValue: eur(999999), status: 'ended' },
      { annualValue: eur(999999), endDay: '2026-11-22' },
    );
    expect(
      findConflicts(
        { contracts: all, subscriptions: billing([eur(120000)], {}) },
        NOW,
      ),
    ).toEqual([]);
  });

  it.each(['contracts', 'subscriptions'] as const)(
    'is silent where %s may only be seen in summary',
    facet => {
      const facets = brightwater();
      expect(findConflicts(facets, NOW)).toMatchObject([
        { id: 'contract-amount' },
      ]);
      expect(
        findConflicts(lowered(facets, { [facet]: 'summary' }), NOW),
      ).toEqual([]);
    },
  );

  it('sees a contract that renews while billing was told to stop', () => {
    const facets = {
      contracts: contracts({ autoRenews: true }),
      subscriptions: billing([], { endsAt: '2026-12-01T00:00:00Z' }),
    };
    expect(findConflicts(facets, NOW)).toMatchObject([
      {
        type: 'status',
        text: 'The contract renews on 31 Dec 2026, billing ends on 1 Dec 2026',
      },
    ]);
  });
});

describe('product and billing', () => {
  const product = (plan: string, seats?: number) =>
    view(entitlementsFacet, 'product', { plan, seats, flags: [] });

  it('sees another plan', () => {
    expect(
      findConflicts(
        {
          entitlements: product('enterprise'),
          subscriptions: billing([], {}),
        },
        NOW,
      ),
    ).toMatchObject([
      {
        type: 'plan',
        sides: [
          { source: 'Product', text: 'enterprise' },
          { source: 'Stripe', text: 'Scale, annual' },
        ],
      },
    ]);
  });

  it.each([
    ['scale', 'Scale, annual', true],
    ['pro', 'Professional (monthly)', true],
    ['Scale Plan', 'Annual Plan', false],
    ['team', 'Scale', false],
  ])('%p and %p may be the same: %p', (a, b, same) => {
    expect(maySamePlan(a, b)).toBe(same);
  });

  it('sees other seats, over all subscriptions to the plan', () => {
    const seats = (...quantities: number[]) =>
      findConflicts(
        {
          entitlements: product('scale', 250),
          subscriptions: billing(
            [],
            ...quantities.map(quantity => ({ quantity })),
            { plan: 'Audit add-on', quantity: 1 },
          ),
        },
        NOW,
      );
    expect(seats(200, 50)).toEqual([]);
    expect(seats(200)).toMatchObject([
      {
        type: 'seats',
        text: 'The product gives them 250 seats, they are billed for 200',
      },
    ]);
  });

  it('accepts seats under two plans of which the product names one', () => {
    expect(
      findConflicts(
        {
          entitlements: product('scale', 220),
          subscriptions: billing(
            [],
            { quantity: 180 },
            { plan: 'Growth', quantity: 40 },
          ),
        },
        NOW,
      ),
    ).toEqual([]);
  });

  it('compares nothing with subscriptions that have ended', () => {
    expect(
      findConflicts(
        {
          entitlements: product('enterprise', 10),
          subscriptions: billing([], { status: 'ended' }),
        },
        NOW,
      ),
    ).toEqual([]);
  });
});
