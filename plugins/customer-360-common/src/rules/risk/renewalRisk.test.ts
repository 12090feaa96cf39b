import { contractsFacet } from '../../facets/contract/contracts';
import { paymentsFacet } from '../../facets/billing/payments';
import { healthFacet } from '../../facets/relationship/health';
import { ticketsFacet } from '../../facets/support/tickets';
import { activityFacet } from '../../facets/usage/activity';
import type { FacetViews } from '../../view/FacetView';
import { brightwater } from '../__testUtils__/brightwater';
import { NOW, view } from '../__testUtils__/views';
import { renewalRisk, riskBand } from './renewalRisk';

const activity = (lastEventAt: string) => ({
  activity: view(activityFacet, 'product', {
    daily: [],
    users: [],
    lastEventAt,
  }),
});

const health = (more: object) => ({
  health: view(healthFacet, 'hubspot', {
    source: 'hubspot',
    id: 'h',
    scale: { min: 0, max: 100 },
    direction: 'higher-is-better',
    basis: 'vendor',
    parts: [],
    coverage: 1,
    history: [],
    ...more,
  }),
});

const payments = (failing: boolean) => {
  const fine = view(paymentsFacet, 'stripe', {
    payments: [],
    retries: [],
    refunds: [],
  });
  return { payments: { ...fine, summary: { failing } } };
};

const tickets = (urgent: number) => {
  const none = view(ticketsFacet, 'zendesk', { tickets: [], open: [] });
  return {
    tickets: {
      ...none,
      summary: { ...none.summary!, open: urgent, bySeverity: { urgent } },
    },
  };
};

const contract = (noticeDay: string) => ({
  contracts: view(contractsFacet, 'hubspot', {
    contracts: [
      {
        source: 'hubspot',
        id: 'c',
        status: 'active',
        startDay: '2026-01-01',
        endDay: '2027-01-31',
        noticeDay,
        autoRenews: true,
      },
    ],
  } as never),
});

const riskOf = (facets: FacetViews) =>
  renewalRisk({ facets, past: [], now: NOW });

describe('renewalRisk', () => {
  it.each<[string, FacetViews, string, string[]]>([
    ['nothing is known', {}, 'unknown', []],
    [
      'all is well',
      {
        ...activity('2026-11-22T00:00:00Z'),
        ...health({ score: 80 }),
        ...payments(false),
      },
      'low',
      [],
    ],
    [
      'nothing bad is known, and nobody knows whether they use it',
      { ...payments(false), ...tickets(0), ...contract('2026-06-01') },
      'unknown',
      [],
    ],
    [
      'they have stopped using it',
      activity('2026-11-01T00:00:00Z'),
      'high',
      ['dormant for 22 days'],
    ],
    [
      'their health is bad',
      health({ score: 39 }),
      'high',
      ['health 39 of 100'],
    ],
    [
      'their health is bad on a scale that runs the other way',
      health({ score: 70, direction: 'lower-is-better' }),
      'high',
      ['health 70 of 100'],
    ],
    [
      'their health has fallen',
      health({ score: 60, previous: { score: 80 } }),
      'medium',
      ['health fell to 60 of 100'],
    ],
    [
      'too few inputs of their health are there',
      health({ score: 10, coverage: 0.5 }),
      'unknown',
      [],
    ],
    ['something urgent is open', tickets(1), 'medium', ['1 urgent ticket']],
    ['a payment fails', payments(true), 'medium', ['payment failing']],
    [
      'notice can be given for a few days',
      contract('2026-12-10'),
      'medium',
      ['notice in 17 days'],
    ],
    ['notice is far', contract('2026-12-31'), 'unknown', []],
    [
      'two things are as much as one that is bad',
      { ...tickets(2), ...payments(true) },
      'high',
      ['2 urgent tickets', 'payment failing'],
    ],
  ])('where %s', (_what, facets, band, reasons) => {
    const risk = riskOf(facets);
    expect(risk.band).toBe(band);
    expect(risk.reasons.map(({ text }) => text)).toEqual(reasons);
    expect(riskBand(risk.weights)).toBe(band);
  });

  it('gives a reason for each rule that weighs anything', () => {
    const { reasons, weights } = riskOf(brightwater());
    expect(reasons.map(({ rule }) => rule).sort()).toEqual(
      Object.entries(weights)
        .filter(([, weight]) => weight > 0)
        .map(([rule]) => rule)
        .sort(),
    );
    expect(reasons).not.toEqual([]);
  });
});
