import fc from 'fast-check';
import { sumByCurrency } from '../../facets/money';
import { CONTRACT_LIKE_MRR, mrrPolicyLabel } from './MrrPolicy';
import type {
  RecurringDiscount,
  RecurringItem,
  RecurringSubscription,
} from './RecurringSubscription';
import { subscriptionMrr } from './subscriptionMrr';

const NOW = new Date('2026-11-23T12:00:00Z');

function item(overrides: Partial<RecurringItem> = {}): RecurringItem {
  return {
    id: 'si_1',
    quantity: 1,
    metered: false,
    interval: { unit: 'month', count: 1 },
    price: { kind: 'per_unit', unitAmount: '1000' },
    discounts: [],
    ...overrides,
  };
}

function perUnit(unitAmount: string, overrides: Partial<RecurringItem> = {}) {
  return item({ price: { kind: 'per_unit', unitAmount }, ...overrides });
}

const yearly = { interval: { unit: 'year', count: 1 } } as const;

function subscription(
  overrides: Partial<RecurringSubscription> = {},
): RecurringSubscription {
  return {
    status: 'active',
    collectionPaused: false,
    cancelAtPeriodEnd: false,
    currency: 'EUR',
    items: [item()],
    discounts: [],
    ...overrides,
  };
}

function percent(
  value: string,
  overrides: Partial<RecurringDiscount> = {},
): RecurringDiscount {
  return {
    ...{ duration: 'forever', ...overrides },
    kind: 'percent',
    percent: value,
  };
}

function amountOff(amount: number, currency = 'EUR'): RecurringDiscount {
  return { kind: 'amount', amount: { amount, currency }, duration: 'forever' };
}

function amountOf(overrides: Partial<RecurringSubscription>) {
  return subscriptionMrr(subscription(overrides), NOW).mrr?.amount;
}

describe('subscriptionMrr', () => {
  describe('published vectors', () => {
    it('TV1: 1,200 a year is 100 a month', () => {
      expect(amountOf({ items: [perUnit('120000', yearly)] })).toBe(10000);
    });

    it('TV2: 100 at 100 a month and 50 at 600 a year are 12,500', () => {
      const monthly = subscription({ items: [perUnit('10000')] });
      const annual = subscription({ items: [perUnit('60000', yearly)] });
      const all = [
        ...Array<RecurringSubscription>(100).fill(monthly),
        ...Array<RecurringSubscription>(50).fill(annual),
      ].map(each => subscriptionMrr(each, NOW).mrr!);
      expect(sumByCurrency(all)).toEqual([
        { amount: 1250000, currency: 'EUR' },
      ]);
    });

    it('TV3: 120 a year is 10 a month', () => {
      expect(amountOf({ items: [perUnit('12000', yearly)] })).toBe(1000);
    });

    it('TV4: 10 a month with 50 % for life is 5', () => {
      expect(amountOf({ discounts: [percent('50')] })).toBe(500);
    });

    it('TV5: a discount counts while it is given', () => {
      expect(
        amountOf({
          items: [perUnit('12000', yearly)],
          discounts: [percent('10')],
        }),
      ).toBe(900);
      const until = (endsAt: string) =>
        amountOf({
          discounts: [percent('10', { duration: 'repeating', endsAt })],
        });
      expect(until('2027-01-01T00:00:00Z')).toBe(900);
      expect(until('2026-11-01T00:00:00Z')).toBe(1000);
    });

    it('TV6: forever and repeating discounts count, one for a single invoice does not', () => {
      const withDuration = (duration: RecurringDiscount['duration']) =>
        amountOf({ discounts: [percent('50', { duration })] });
      expect(withDuration('forever')).toBe(500);
      expect(withDuration('repeating')).toBe(500);
      expect(withDuration('once')).toBe(1000);
    });

    it('TV9: plan 100 and add-on 100 less 50 are 150', () => {
      const result = subscriptionMrr(
        subscription({
          items: [
            perUnit('10000', { id: 'plan' }),
            perUnit('10000', { id: 'add-on' }),
          ],
          discounts: [amountOff(5000)],
        }),
        NOW,
      );
      expect(result).toEqual({
        counted: true,
        mrr: { amount: 15000, currency: 'EUR' },
        items: [
          { id: 'plan', mrr: { amount: 7500, currency: 'EUR' } },
          { id: 'add-on', mrr: { amount: 7500, currency: 'EUR' } },
        ],
      });
    });
  });

  describe('what counts', () => {
    it.each(['active', 'past_due'] as const)('counts %s', status => {
      expect(subscriptionMrr(subscription({ status }), NOW)).toMatchObject({
        counted: true,
        mrr: { amount: 1000, currency: 'EUR' },
      });
    });

    it.each([
      'trialing',
      'unpaid',
      'scheduled',
      'incomplete',
      'ended',
    ] as const)('leaves out %s, and says so', status => {
      expect(subscriptionMrr(subscription({ status }), NOW)).toEqual({
        counted: false,
        reason: status,
        items: [{ id: 'si_1' }],
      });
    });

    it('lists what is paused beside the MRR', () => {
      expect(
        subscriptionMrr(subscription({ status: 'paused' }), NOW),
      ).toMatchObject({
        counted: false,
        reason: 'paused',
        pausedMrr: { amount: 1000, currency: 'EUR' },
      });
      const held = subscriptionMrr(
        subscription({ collectionPaused: true }),
        NOW,
      );
      expect(held).toMatchObject({
        counted: false,
        reason: 'collection_paused',
        pausedMrr: { amount: 1000, currency: 'EUR' },
      });
      expect(held.mrr).toBeUndefined();
    });

    it('counts a cancelled subscription until its end', () => {
      const cancelled = subscription({ cancelAtPeriodEnd: true });
      expect(subscriptionMrr(cancelled, NOW).counted).toBe(true);
      expect(
        subscriptionMrr(cancelled, NOW, {
          ...CONTRACT_LIKE_MRR,
          countsUntilCancelled: false,
        }),
      ).toMatchObject({ counted: false, reason: 'cancelled' });
    });

    it('leaves out usage and what is billed once', () => {
      const result = subscriptionMrr(
        subscription({
          items: [
            item({ id: 'plan' }),
            item({ id: 'usage', metered: true, quantity: undefined }),
            item({ id: 'set-up', interval: undefined }),
          ],
        }),
        NOW,
      );
      expect(result.mrr?.amount).toBe(1000);
      expect(result.items).toEqual([
        { id: 'plan', mrr: { amount: 1000, currency: 'EUR' } },
        { id: 'usage' },
        { id: 'set-up' },
      ]);
      expect(
        subscriptionMrr(
          subscription({ items: [item({ metered: true })] }),
          NOW,
        ),
      ).toMatchObject({ counted: false, reason: 'not_recurring' });
    });

    it('leaves out tax that the price contains', () => {
      expect(
        amountOf({
          items: [perUnit('11900', { inclusiveTaxPercent: '19' })],
        }),
      ).toBe(10000);
    });

    it('gives no figure where a price is not known', () => {
      const result = subscriptionMrr(
        subscription({
          items: [item(), item({ id: 'x', price: { kind: 'unknown' } })],
        }),
        NOW,
      );
      expect(result).toMatchObject({
        counted: false,
        reason: 'price_unknown',
      });
      expect(result.mrr).toBeUndefined();
    });

    it('never subtracts an amount in another currency', () => {
      expect(
        subscriptionMrr(
          subscription({ discounts: [amountOff(100, 'USD')] }),
          NOW,
        ),
      ).toMatchObject({ counted: false, reason: 'other_currency' });
    });
  });

  describe('prices', () => {
    const tiers = [
      { upTo: 5, unitAmount: '700', flatAmount: '1000' },
      { upTo: 10, unitAmount: '650' },
      { unitAmount: '600', flatAmount: '200' },
    ];

    it.each([
      ['volume', 5, 4500],
      ['volume', 6, 3900],
      ['volume', 20, 12200],
      ['graduated', 0, 1000],
      ['graduated', 5, 4500],
      ['graduated', 6, 5150],
      ['graduated', 20, 13950],
    ] as const)('%s tiers: %d units cost %d', (kind, quantity, expected) => {
      expect(
        amountOf({ items: [item({ quantity, price: { kind, tiers } })] }),
      ).toBe(expected);
    });

    it('does not guess above the last tier', () => {
      const price = {
        kind: 'graduated',
        tiers: [{ upTo: 5, unitAmount: '1' }],
      } as const;
      expect(
        subscriptionMrr(
          subscription({ items: [item({ quantity: 6, price })] }),
          NOW,
        ).reason,
      ).toBe('price_unknown');
    });

    it.each([
      ['up', 3],
      ['down', 2],
    ] as const)('counts packages rounded %s', (round, packages) => {
      const price = {
        kind: 'per_unit',
        unitAmount: '100',
        package: { size: 10, round },
      } as const;
      expect(amountOf({ items: [item({ quantity: 25, price })] })).toBe(
        packages * 100,
      );
    });

    it.each([
      ['week', 1, 4333],
      ['week', 2, 2167],
      ['day', 1, 30417],
      ['month', 3, 333],
      ['year', 2, 42],
    ] as const)('a %s times %d', (unit, count, expected) => {
      expect(amountOf({ items: [item({ interval: { unit, count } })] })).toBe(
        expected,
      );
    });

    it('rounds once, a half away from zero', () => {
      // Two items of half a cent each: one cent, not two and not none.
      const half = perUnit('6', yearly);
      expect(amountOf({ items: [half] })).toBe(1);
      expect(amountOf({ items: [half, { ...half, id: 'si_2' }] })).toBe(1);
    });

    it('keeps decimals finer than the minor unit', () => {
      expect(amountOf({ items: [perUnit('0.0001', { quantity: 1e6 })] })).toBe(
        100,
      );
    });
  });

  describe('discounts', () => {
    it('takes those of an item before those of the subscription', () => {
      expect(
        amountOf({
          items: [item({ discounts: [amountOff(200)] })],
          discounts: [percent('50')],
        }),
      ).toBe(400);
    });

    it('spreads an amount off over the interval of the invoice', () => {
      expect(
        amountOf({
          items: [perUnit('120000', yearly)],
          discounts: [amountOff(12000)],
        }),
      ).toBe(9000);
    });

    it('never falls under free', () => {
      expect(amountOf({ discounts: [amountOff(5000)] })).toBe(0);
    });

    it('has not begun before it starts', () => {
      expect(
        amountOf({
          discounts: [percent('50', { startsAt: '2026-12-01T00:00:00Z' })],
        }),
      ).toBe(1000);
    });
  });

  describe('properties', () => {
    const anyItem = fc.record({
      quantity: fc.integer({ min: 0, max: 5000 }),
      cents: fc.integer({ min: 0, max: 1_000_000 }),
      interval: fc.record({
        unit: fc.constantFrom('day', 'week', 'month', 'year'),
        count: fc.integer({ min: 1, max: 12 }),
      }),
    });
    const items = (most: number) =>
      fc
        .array(anyItem, { minLength: 1, maxLength: most })
        .map(all =>
          all.map(({ cents, ...rest }, index) =>
            perUnit(String(cents), { ...rest, id: `si_${index}` }),
          ),
        );
    const percentage = fc
      .integer({ min: 0, max: 10_000 })
      .map(value => percent(String(value / 100)));

    it('items add up to the whole', () => {
      fc.assert(
        fc.property(items(5), fc.array(percentage), (all, discounts) => {
          const result = subscriptionMrr(
            subscription({ items: all, discounts }),
            NOW,
          );
          const sum = result.items.reduce(
            (total, { mrr }) => total + mrr!.amount,
            0,
          );
          expect(sum).toBe(result.mrr?.amount);
        }),
      );
    });

    it('is the sum of its items as single subscriptions, but for rounding', () => {
      fc.assert(
        fc.property(items(5), all => {
          const apart = all.reduce(
            (total, each) => total + amountOf({ items: [each] })!,
            0,
          );
          const together = amountOf({ items: all })!;
          expect(Math.abs(apart - together)).toBeLessThanOrEqual(
            all.length / 2,
          );
        }),
      );
    });

    it('twelve times the quantity of a year is the amount of a month', () => {
      fc.assert(
        fc.property(
          fc.integer({ min: 0, max: 1_000_000 }),
          fc.integer({ min: 0, max: 1000 }),
          (cents, quantity) => {
            expect(
              amountOf({
                items: [
                  perUnit(String(cents), {
                    ...yearly,
                    quantity: quantity * 12,
                  }),
                ],
              }),
            ).toBe(cents * quantity);
          },
        ),
      );
    });

    it('does not depend on the order of items or of percentages', () => {
      fc.assert(
        fc.property(items(4), fc.array(percentage), (all, discounts) => {
          expect(
            amountOf({
              items: [...all].reverse(),
              discounts: [...discounts].reverse(),
            }),
          ).toBe(amountOf({ items: all, discounts }));
        }),
      );
    });

    it('a discount never raises it and never makes it negative', () => {
      const anyDiscount = fc.oneof(
        percentage,
        fc.integer({ min: 0, max: 1_000_000 }).map(cents => amountOff(cents)),
      );
      fc.assert(
        fc.property(items(4), fc.array(anyDiscount), (all, discounts) => {
          const less = amountOf({ items: all, discounts })!;
          expect(less).toBeGreaterThanOrEqual(0);
          expect(less).toBeLessThanOrEqual(amountOf({ items: all })!);
        }),
      );
    });
  });

  it('names its policy', () => {
    expect(mrrPolicyLabel(CONTRACT_LIKE_MRR)).toBe('contract-like v1');
  });
});
