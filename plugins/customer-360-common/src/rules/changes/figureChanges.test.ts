import { subscriptionsFacet } from '../../facets/billing/subscriptions';
import { healthFacet } from '../../facets/relationship/health';
import { satisfactionFacet } from '../../facets/support/satisfaction';
import { ticketsFacet } from '../../facets/support/tickets';
import { activityFacet } from '../../facets/usage/activity';
import { entitlementsFacet } from '../../facets/usage/entitlements';
import { observe } from '../../observations/observedFacets';
import type { ObservedReading } from '../../observations/ObservedReading';
import type { FacetId, FacetSummaryMap } from '../../facets/facetDefinitions';
import type { FacetSourceView, FacetViews } from '../../view/FacetView';
import { brightwater, BRIGHTWATER } from '../__testUtils__/brightwater';
import { lowered, NOW, view } from '../__testUtils__/views';
import { composeAnswers } from '../answers/composeAnswers';
import { evaluateIndicators } from '../indicators/evaluateIndicators';
import { observedBefore } from './observedBefore';

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const usd = (amount: number) => ({ amount, currency: 'USD' });

const answers = (facets: FacetViews, past: ObservedReading[] = []) =>
  composeAnswers({ customer: BRIGHTWATER, facets, past, now: NOW });

function billing(
  mrr: Array<{ amount: number; currency: string }>,
  more: object = {},
  reading: Partial<FacetSourceView> = {},
) {
  return view(
    subscriptionsFacet,
    'stripe',
    { subscriptions: [], mrr, mrrHistory: [], policy: 'p', ...more },
    reading,
  );
}

function seen<F extends FacetId>(
  facet: F,
  day: string,
  summary: Partial<FacetSummaryMap[F]>,
): ObservedReading {
  return {
    facet,
    asOf: `${day}T09:00:00.000Z`,
    figures: observe(facet, summary as FacetSummaryMap[F]),
  };
}

const paid = (
  day: string,
  ...mrr: Array<{ amount: number; currency: string }>
) => seen('subscriptions', day, { plans: [], mrr });

describe('the change of a figure', () => {
  // 30 days before the day of the tests is 24 October, 90 are 25 August.
  it('is one against what was observed, where the source remembers nothing', () => {
    const { pays } = answers({ subscriptions: billing([eur(480)]) }, [
      paid('2026-08-25', eur(400)),
      paid('2026-10-24', eur(600)),
      paid('2026-10-25', eur(1)),
    ]);
    expect(pays.change30d).toEqual([
      {
        figure: 'mrr',
        unit: 'EUR',
        now: 480,
        windowDays: 30,
        before: 600,
        absolute: -120,
        percent: -20,
        day: '2026-10-24',
        basis: 'observed',
      },
    ]);
    expect(pays.change90d).toMatchObject([
      { before: 400, absolute: 80, percent: 20, day: '2026-08-25' },
    ]);
  });

  it('is by the source’s own history where it has one, whatever was observed', () => {
    const facets = {
      subscriptions: billing([eur(480)], {
        mrrBefore: { day: '2026-10-24', mrr: [eur(500)], basis: 'events' },
        mrrBefore90: { day: '2026-08-25', mrr: [], basis: 'events' },
      }),
    };
    const { pays } = answers(facets, [
      paid('2026-08-25', eur(9)),
      paid('2026-10-24', eur(9)),
    ]);
    expect(pays.change30d).toMatchObject([
      { before: 500, absolute: -20, percent: -4, basis: 'source' },
    ]);
    // Nothing then: no percentage of it.
    expect(pays.change90d).toMatchObject([{ before: 0, basis: 'source' }]);
    expect(pays.change90d[0]).not.toHaveProperty('percent');
  });

  it('says since when, where observation began within the window', () => {
    const { pays } = answers({ subscriptions: billing([eur(480)]) }, [
      paid('2026-11-03', eur(500)),
    ]);
    for (const change of [...pays.change30d, ...pays.change90d]) {
      expect(change).toMatchObject({
        before: 500,
        absolute: -20,
        day: '2026-11-03',
        basis: 'observed',
        observedSince: '2026-11-03',
      });
    }
    // That is no change of 30 days, so no rule takes it for one.
    expect(pays.change).toBeUndefined();
  });

  it.each<[string, ObservedReading[]]>([
    ['nothing was observed', []],
    ['observation began today', [paid('2026-11-23', eur(500))]],
    [
      'nothing was observed around then',
      [paid('2026-10-18', eur(500)), paid('2026-11-01', eur(700))],
    ],
  ])('has no value of then where %s', (_why, past) => {
    const [change] = answers({ subscriptions: billing([eur(480)]) }, past).pays
      .change30d;
    expect(change).toEqual({
      figure: 'mrr',
      unit: 'EUR',
      now: 480,
      windowDays: 30,
    });
  });

  it('takes what was observed up to five days before for that of the day', () => {
    const change = (day: string) =>
      answers({ subscriptions: billing([eur(480)]) }, [paid(day, eur(500))])
        .pays.change30d[0];
    expect(change('2026-10-19')).toMatchObject({
      before: 500,
      day: '2026-10-19',
    });
    expect(change('2026-10-18').before).toBeUndefined();
  });

  it('adds no currencies: each has its own, and one that has gone fell to nothing', () => {
    expect(
      answers({ subscriptions: billing([eur(480)]) }, [
        paid('2026-10-24', usd(100), eur(480)),
      ]).pays.change30d,
    ).toMatchObject([
      { unit: 'EUR', before: 480, absolute: 0, percent: 0 },
      { unit: 'USD', now: 0, before: 100, absolute: -100, percent: -100 },
    ]);
  });

  it.each<[string, Partial<FacetSourceView>]>([
    ['in part', { state: 'partial' }],
    ['cut', { truncated: true }],
    ['of an old day', { asOf: '2026-11-10T00:00:00Z' }],
  ])('compares no figure that is %s', (_what, reading) => {
    const { change30d } = answers(
      { subscriptions: billing([eur(480)], {}, reading) },
      [paid('2026-10-24', eur(500))],
    ).pays;
    expect(change30d.flatMap(({ before }) => before ?? [])).toEqual([]);
  });

  it('tells of users, seats, severity and ratings', () => {
    const facets = {
      activity: view(activityFacet, 'product', {
        weeklyActive: 212,
        weeklyActiveBefore: 200,
        daily: [],
        users: [],
      }),
      entitlements: view(entitlementsFacet, 'product', {
        seats: 250,
        flags: [],
      }),
      tickets: view(ticketsFacet, 'zendesk', { tickets: [], open: [] }),
      satisfaction: view(satisfactionFacet, 'zendesk', {
        ratings: [
          {
            source: 'zendesk',
            id: '1',
            rating: { kind: 'binary', good: true },
            at: '2026-11-01T00:00:00Z',
          },
        ],
      }),
    };
    const day = '2026-10-24';
    const { uses, threads } = answers(facets, [
      seen('activity', '2026-08-25', { weeklyActive: 106, daily: [] }),
      seen('entitlements', day, { seats: 200 }),
      seen('tickets', day, { open: 3, bySeverity: { urgent: 2 } }),
      seen('satisfaction', day, { binary: { good: 3, answered: 4 } }),
    ]);
    expect(uses.change30d).toMatchObject([
      { figure: 'weeklyActive', before: 200, basis: 'source', day },
      { figure: 'seats', before: 200, absolute: 50, percent: 25 },
    ]);
    expect(uses.change90d[0]).toMatchObject({ before: 106, basis: 'observed' });
    expect(threads.change30d).toMatchObject([
      { figure: 'urgentTickets', now: 0, before: 2, absolute: -2 },
      { figure: 'csat', unit: '%', now: 100, before: 75, absolute: 25 },
    ]);
    // Points of a percentage, and no percentage of it.
    expect(threads.change30d[1]).not.toHaveProperty('percent');
  });

  describe('of a health score', () => {
    const health = (more: object = {}) =>
      view(healthFacet, 'hubspot', {
        source: 'hubspot',
        id: '1',
        score: 60,
        scale: { min: 0, max: 100 },
        direction: 'higher-is-better',
        basis: 'vendor',
        parts: [],
        coverage: 1,
        history: [],
        ...more,
      });
    const scored = (day: string, score: number, max = 100, coverage = 1) =>
      seen('health', day, {
        score,
        scale: { min: 0, max },
        direction: 'higher-is-better',
        coverage,
      });

    it('holds at its source until the next one', () => {
      const { change30d, change90d } = answers({
        health: health({
          history: [
            { at: '2026-11-20T08:00:00Z', score: 60 },
            { at: '2026-10-25T08:00:00Z', score: 70 },
            { at: '2026-10-01T08:00:00Z', score: 80 },
          ],
        }),
      }).relationship;
      expect(change30d).toMatchObject([
        { before: 80, day: '2026-10-24', basis: 'source', absolute: -20 },
      ]);
      expect(change90d[0].before).toBeUndefined();
    });

    it.each<[string, ObservedReading]>([
      ['on another scale', scored('2026-10-24', 8, 10)],
      ['made of too little', scored('2026-10-24', 80, 100, 0.5)],
    ])('is not against one %s', (_what, past) => {
      expect(
        answers({ health: health() }, [past]).relationship.change30d[0].before,
      ).toBeUndefined();
    });

    it('is worth noticing where only observation tells of it', () => {
      const past = [
        scored('2026-10-24', 90),
        paid('2026-10-24', eur(1000)),
        seen('activity', '2026-10-24', { weeklyActive: 200, daily: [] }),
      ];
      const facets = {
        health: health(),
        subscriptions: billing([eur(500)]),
        activity: view(activityFacet, 'product', {
          weeklyActive: 100,
          daily: [],
          users: [],
        }),
      };
      const ids = (known: ObservedReading[]) =>
        evaluateIndicators(facets, NOW, undefined, known).map(({ id }) => id);
      expect(ids([])).toEqual([]);
      expect(ids(past)).toEqual([
        'mrr-drop-30d',
        expect.stringContaining('usage'),
        'health-decline',
      ]);
      // Within the window is no 30 days ago.
      expect(
        ids(past.map(it => ({ ...it, asOf: '2026-11-01T09:00:00.000Z' }))),
      ).toEqual([]);
    });
  });

  it('says nothing of a facet that the reader may not see, whatever was observed', () => {
    const past = [paid('2026-10-24', eur(777)), paid('2026-08-25', eur(888))];
    const hidden = lowered(brightwater(), { subscriptions: 'none' }, true);
    expect(answers(hidden, past)).toEqual(answers(hidden));
    expect(evaluateIndicators(hidden, NOW, undefined, past)).toEqual(
      evaluateIndicators(hidden, NOW),
    );
    expect(answers({}, past)).toEqual(answers({}));
    // By its level, whatever else an error upstream left there.
    const careless = { ...billing([eur(1)]), level: 'none' } as never;
    expect(
      observedBefore(
        past,
        { subscriptions: careless },
        'subscriptions',
        NOW,
        30,
      ),
    ).toBeUndefined();
  });
});
