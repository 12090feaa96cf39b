import {
  PORTFOLIO_SECTIONS,
  RISK_BANDS,
  RISK_RULE_IDS,
  RISK_SECTIONS,
} from '@customer-360/backstage-plugin-customer-360-common';
import fc from 'fast-check';
import { rankOf } from './rankOf';
import { ALL_SECTIONS, has, maskOf } from './sectionMask';

const maybe = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.option(arbitrary, { nil: undefined });

const anyKeys = fc.record({
  lifecycle: fc.constantFrom('active', 'onboarding', 'churned', 'prospect'),
  pays: fc.boolean(),
  weights: fc.dictionary(
    fc.constantFrom(...RISK_RULE_IDS),
    fc.constantFrom<0 | 1 | 2>(0, 1, 2),
  ),
  money: maybe(fc.record({ currency: fc.constant('EUR'), mrr: fc.nat() })),
  contractDay: maybe(fc.nat(30_000)),
  billingDay: maybe(fc.nat(30_000)),
  oldest: fc.dictionary(
    fc.constantFrom(...PORTFOLIO_SECTIONS),
    fc.constantFrom('2026-09-01', '2026-09-02', '2026-09-03'),
  ),
});
const anyMask = fc.integer({ min: 0, max: ALL_SECTIONS });

describe('rankOf', () => {
  it('is the same whether or not anything is there of what is hidden', () => {
    fc.assert(
      fc.property(anyKeys, anyMask, (keys, mask) => {
        const billing = has(mask, 'billing');
        const visible = {
          lifecycle: keys.lifecycle,
          pays: billing && keys.pays,
          weights: Object.fromEntries(
            Object.entries(keys.weights).filter(([rule]) =>
              has(mask, RISK_SECTIONS[rule as never]),
            ),
          ),
          money: billing ? keys.money : undefined,
          contractDay: has(mask, 'contract') ? keys.contractDay : undefined,
          billingDay: billing ? keys.billingDay : undefined,
          oldest: Object.fromEntries(
            Object.entries(keys.oldest).filter(([section]) =>
              has(mask, section as never),
            ),
          ),
        };
        expect(rankOf(keys, mask)).toEqual(rankOf(visible, mask));
      }),
    );
  });

  it('puts the most money of the highest band and the nearest day first', () => {
    const rank = rankOf(
      {
        lifecycle: 'active',
        pays: true,
        weights: { dormant: 2 },
        money: { currency: 'EUR', mrr: 500 },
        contractDay: 20_800,
        billingDay: 20_700,
        oldest: { billing: '2026-09-02', usage: '2026-09-01' },
      },
      maskOf(PORTFOLIO_SECTIONS),
    );
    expect(rank).toEqual({
      band: RISK_BANDS.indexOf('high'),
      currency: 'EUR',
      money: -500,
      day: 20_800,
      renewsDay: 20_800,
      oldest: '2026-09-01',
    });
  });

  it('comes after all others where nothing is known', () => {
    const rank = rankOf(
      { lifecycle: 'active', pays: false, weights: {}, oldest: {} },
      ALL_SECTIONS,
    );
    expect(rank.band).toBe(RISK_BANDS.indexOf('unknown'));
    expect(rank.currency > 'ZZZ').toBe(true);
    expect(rank.day).toBeGreaterThan(1_000_000);
  });

  it.each([
    ['active', false, 'high'],
    ['churned', false, 'none'],
    ['prospect', false, 'none'],
    // Whoever still pays has something to lose, whatever the catalog says.
    ['churned', true, 'high'],
  ] as const)(
    'of who is %s and pays %s has the band %s',
    (lifecycle, pays, band) => {
      const rank = rankOf(
        { lifecycle, pays, weights: { dormant: 2 }, oldest: {} },
        ALL_SECTIONS,
      );
      expect(RISK_BANDS[rank.band]).toBe(band);
    },
  );
});
