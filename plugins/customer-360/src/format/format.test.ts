import { formatAge, formatElapsed } from './formatAge';
import { formatDay, formatNearDay } from './formatDate';
import { fillDays, fillMonths, weeklyMeans } from './fillGaps';
import { formatMoney, formatMoneyList } from './formatMoney';
import { formatSignedPercent } from './formatNumber';
import { freshnessOfAnswer, freshnessOfSources } from './freshness';
import { toSentence } from './toSentence';

const locale = 'en';

describe('formatMoney', () => {
  it.each([
    [480000, 'EUR', '€4,800.00'],
    [412000, 'JPY', '¥412,000'],
    [1250, 'KWD', 'KWD 1.250'],
    [-5, 'USD', '-$0.05'],
  ])(
    'gives %d of %s the decimals of the currency',
    (amount, currency, text) => {
      expect(
        formatMoney({ amount, currency }, { locale }).replace(/\u00a0/g, ' '),
      ).toBe(text);
    },
  );

  it('leaves out decimals only where they are all zero', () => {
    expect(
      formatMoney({ amount: 480000, currency: 'EUR' }, { locale, whole: true }),
    ).toBe('€4,800');
    expect(
      formatMoney({ amount: 480010, currency: 'EUR' }, { locale, whole: true }),
    ).toBe('€4,800.10');
  });

  it('never adds two currencies', () => {
    expect(
      formatMoneyList(
        [
          { amount: 100, currency: 'EUR' },
          { amount: 200, currency: 'USD' },
        ],
        { locale },
      ),
    ).toBe('€1.00 + $2.00');
  });
});

describe('formatSignedPercent', () => {
  it.each([
    [-12.7, '−12.7%'],
    [9.34, '+9.3%'],
    [0, '0%'],
  ])('gives %d its sign', (percent, text) => {
    expect(formatSignedPercent(percent, locale)).toBe(text);
  });
});

describe('ages', () => {
  const now = new Date('2026-11-23T12:00:00Z');
  const ago = (seconds: number) =>
    new Date(now.getTime() - seconds * 1000).toISOString();

  it.each([
    [0, 'live'],
    [30, 'live'],
    [31, '31 s'],
    [4 * 60, '4 min'],
    [5 * 3600, '5 h'],
    [25 * 3600, '1 d'],
    [9 * 86400, '9 d'],
  ])('says how old %d seconds are', (seconds, text) => {
    expect(formatAge(ago(seconds), now)).toBe(text);
  });

  it('counts days as the answers do, by the calendar', () => {
    expect(
      formatElapsed('2026-10-22T18:00:00Z', new Date('2026-11-25T07:00:00Z')),
    ).toBe('34 d');
  });

  it('shows no negative age where the clocks disagree', () => {
    expect(formatElapsed(ago(-120), now)).toBe('0 s');
  });
});

describe('formatDay', () => {
  it('does not move a calendar day into another zone', () => {
    expect(formatDay('2027-01-09', 'long', 'en-GB')).toBe('9 Jan 2027');
  });

  it('says the year of a day that is not in this one', () => {
    const december = new Date('2026-12-31T23:00:00Z');
    expect(formatNearDay('2026-11-30', december, 'short', 'en-GB')).toBe(
      '30 Nov',
    );
    expect(formatNearDay('2027-01-01', december, 'weekday', 'en-GB')).toBe(
      '1 Jan 2027',
    );
  });
});

describe('freshness', () => {
  it('shows the older of read and true', () => {
    expect(
      freshnessOfAnswer({
        sources: ['Warehouse'],
        fetchedAt: '2026-11-23T11:00:00Z',
        asOf: '2026-11-23T02:00:00Z',
        stale: false,
      }).at,
    ).toBe('2026-11-23T02:00:00Z');
  });

  it('takes the worst of the sources that gave something', () => {
    expect(
      freshnessOfSources([
        {
          id: 'a',
          title: 'Stripe',
          state: 'ok',
          fetchedAt: '2026-11-23T11:00:00Z',
        },
        {
          id: 'b',
          title: 'HubSpot',
          state: 'stale',
          fetchedAt: '2026-11-23T09:00:00Z',
        },
        { id: 'c', title: 'Zendesk', state: 'unavailable', reason: 'timeout' },
      ]),
    ).toEqual({
      titles: ['Stripe', 'HubSpot'],
      at: '2026-11-23T09:00:00Z',
      stale: true,
    });
  });
});

describe('gaps', () => {
  it('leaves a missing day and a missing month out of the line', () => {
    expect(
      fillDays([
        ['2026-02-27', 1],
        ['2026-03-01', 3],
      ]),
    ).toEqual([1, undefined, 3]);
    expect(
      fillMonths([
        ['2025-12', 1],
        ['2026-02', 3],
      ]),
    ).toEqual([1, undefined, 3]);
    expect(fillDays([])).toEqual([]);
  });
});

describe('weeklyMeans', () => {
  const day = (n: number) =>
    new Date(Date.UTC(2026, 0, n)).toISOString().slice(0, 10);

  it('takes whole weeks back from the last day, over the days it knows', () => {
    const days = Array.from({ length: 24 }, (_, n) => n + 1);
    const points = days
      .filter(n => n < 11 || n > 17)
      .map(n => [day(n), n] as const);
    expect(weeklyMeans(points)).toEqual([7, undefined, 21]);
  });
});

describe('toSentence', () => {
  it.each([
    ["ask the account's owner", "Ask the account's owner."],
    ['Finance may see this.', 'Finance may see this.'],
    ['', ''],
  ])('makes a sentence of %j', (text, sentence) => {
    expect(toSentence(text)).toBe(sentence);
  });
});
