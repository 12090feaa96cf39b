import type { FacetId } from '../facets/facetDefinitions';
import type { Figure } from '../observations/Figure';
import { changesSince } from './changesSince';

const reading = (
  facet: FacetId,
  figures: Array<[metric: string, value: number, unit?: string]>,
) => ({
  facet,
  asOf: '2026-09-10T12:00:00.000Z',
  figures: figures.map(
    ([metric, value, unit = '']): Figure => ({ metric, value, unit }),
  ),
});

describe('changesSince', () => {
  it('tells each currency by itself, and which is new or gone', () => {
    expect(
      changesSince(
        [
          reading('subscriptions', [
            ['mrr', 550_000, 'EUR'],
            ['mrr', 900, 'USD'],
            ['mrr', 5, 'JPY'],
          ]),
        ],
        [
          reading('subscriptions', [
            ['mrr', 480_000, 'EUR'],
            ['mrr', 900, 'USD'],
            ['mrr', 100, 'KWD'],
          ]),
        ],
      ),
    ).toEqual([
      {
        figure: 'mrr',
        answer: 'pays',
        facet: 'subscriptions',
        currency: 'EUR',
        before: 550_000,
        after: 480_000,
      },
      expect.objectContaining({ currency: 'JPY', before: 5 }),
      expect.objectContaining({ currency: 'KWD', after: 100 }),
    ]);
  });

  it('gives days as days', () => {
    expect(
      changesSince(
        [reading('contracts', [['contract-end-day', 20_800]])],
        [
          reading('contracts', [
            ['contract-end-day', 20_830],
            ['notice-day', 20_801],
          ]),
        ],
      ),
    ).toEqual([
      {
        figure: 'contractEnd',
        answer: 'renews',
        facet: 'contracts',
        before: '2026-12-13',
        after: '2027-01-12',
      },
      {
        figure: 'notice',
        answer: 'renews',
        facet: 'contracts',
        after: '2026-12-14',
      },
    ]);
  });

  it('says nothing of what is not known of both times', () => {
    const tickets = [reading('tickets', [['tickets-open', 3]])];
    expect(changesSince([], tickets)).toEqual([]);
    expect(changesSince(tickets, [])).toEqual([]);
  });

  it('takes urgent tickets alone among those of a severity', () => {
    const of = (urgent: number, high: number) => [
      reading('tickets', [
        ['tickets-open', 4],
        ['tickets-severity', urgent, 'urgent'],
        ['tickets-severity', high, 'high'],
      ]),
    ];
    expect(changesSince(of(0, 4), of(1, 3))).toEqual([
      {
        figure: 'urgentTickets',
        answer: 'threads',
        facet: 'tickets',
        before: 0,
        after: 1,
      },
    ]);
  });

  it.each([
    [100, 109, 0],
    [100, 91, 0],
    [100, 110, 1],
    [100, 90, 1],
    [0, 1, 1],
    [7, 0, 1],
  ])(
    'from %d to %d weekly active are %d changes: every day has another number',
    (was, is, count) => {
      const of = (value: number) => [
        reading('activity', [['weekly-active', value]]),
      ];
      expect(changesSince(of(was), of(is))).toHaveLength(count);
    },
  );
});
