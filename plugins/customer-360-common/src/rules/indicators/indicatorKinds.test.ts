import { healthFacet } from '../../facets/relationship/health';
import { satisfactionFacet } from '../../facets/support/satisfaction';
import { activityFacet } from '../../facets/usage/activity';
import { entitlementsFacet } from '../../facets/usage/entitlements';
import { subscriptionsFacet } from '../../facets/billing/subscriptions';
import type { FacetViews } from '../../view/FacetView';
import { brightwater } from '../__testUtils__/brightwater';
import { NOW, view } from '../__testUtils__/views';
import { evaluateIndicators } from './evaluateIndicators';
import { INDICATOR_KINDS } from './indicatorKinds';

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const usage = (data: object) => ({
  activity: view(activityFacet, 'product', { daily: [], users: [], ...data }),
  entitlements: view(entitlementsFacet, 'product', { seats: 250, flags: [] }),
});

/** Together they show every indicator there is. */
const worlds: FacetViews[] = [
  brightwater(),
  {
    ...brightwater(),
    ...usage({ monthlyActive: 300, lastEventAt: '2026-11-01T00:00:00Z' }),
    subscriptions: view(subscriptionsFacet, 'stripe', {
      subscriptions: [],
      mrr: [eur(20_000)],
      mrrBefore: { day: '2026-10-24', mrr: [eur(10_000)], basis: 'events' },
      mrrHistory: [],
      policy: 'p',
    }),
    health: view(healthFacet, 'hubspot', {
      source: 'hubspot',
      id: 'h',
      scale: { min: 0, max: 100 },
      direction: 'higher-is-better',
      basis: 'vendor',
      parts: [],
      coverage: 1,
      history: [],
      score: 40,
      previous: { score: 80 },
    }),
    satisfaction: view(satisfactionFacet, 'zendesk', {
      ratings: Array.from({ length: 5 }, (_, index) => ({
        source: 'zendesk',
        id: String(index),
        rating: { kind: 'binary' as const, good: false },
        at: '2026-11-01T00:00:00Z',
      })),
    }),
  },
  usage({ monthlyActive: 20, weeklyActive: 10, weeklyActiveBefore: 100 }),
];

const shown = worlds.flatMap(facets =>
  evaluateIndicators(facets, NOW).map(indicator => ({ facets, indicator })),
);

describe('INDICATOR_KINDS', () => {
  it('has every indicator once', () => {
    const ids = INDICATOR_KINDS.map(({ id }) => id);
    expect(ids).toHaveLength(new Set(ids).size);
    expect(new Set(shown.map(({ indicator }) => indicator.id))).toEqual(
      new Set(ids),
    );
  });

  it.each(INDICATOR_KINDS)(
    'names all that $id is made of',
    ({ id, inputs, fallback, occurrence }) => {
      const ofKind = shown.filter(({ indicator }) => indicator.id === id);
      expect(ofKind).not.toHaveLength(0);
      for (const { facets, indicator } of ofKind) {
        const only = Object.fromEntries(
          inputs.map(input => [input, facets[input]]),
        );
        expect(evaluateIndicators(only, NOW)).toContainEqual(indicator);
        expect(inputs).toEqual(expect.arrayContaining(indicator.facets));
        expect(
          occurrence === 'none' || indicator[occurrence] !== undefined,
        ).toBe(true);
      }
      expect(inputs).toEqual(expect.arrayContaining([...fallback]));
    },
  );
});
