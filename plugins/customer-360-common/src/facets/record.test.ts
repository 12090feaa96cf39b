import { moneySchema, sumByCurrency } from './money';
import {
  daySchema,
  instantSchema,
  MAX_RECORDS,
  recordList,
  shortText,
  sourceRecordSchema,
  toLongText,
  toShortText,
} from './record';

describe('records', () => {
  it.each(['https://crm.example/1', 'http://localhost:4000/1'])(
    'links to %s',
    url => {
      expect(
        sourceRecordSchema.safeParse({ source: 's', id: '1', url }).success,
      ).toBe(true);
    },
  );

  it.each([
    ['javascript', 'alert(1)'].join(':'),
    'data:text/html,x',
    'file:///etc/passwd',
    'crm.example',
    '',
  ])('never links to %p', url => {
    expect(
      sourceRecordSchema.safeParse({ source: 's', id: '1', url }).success,
    ).toBe(false);
  });

  it.each([
    ['2026-11-23', true],
    ['2028-02-29', true],
    ['2026-02-29', false],
    ['2026-13-01', false],
    ['2026-11-23T00:00:00Z', false],
  ])('the day %p: %p', (day, valid) => {
    expect(daySchema.safeParse(day).success).toBe(valid);
  });

  it.each([
    ['2026-11-23T10:00:00Z', true],
    ['2026-11-23T10:00:00.123Z', true],
    ['2026-11-23T10:00:00+01:00', false],
    ['2026-11-23T10:00:00', false],
    ['2026-02-30T10:00:00Z', false],
  ])('the instant %p: %p', (instant, valid) => {
    expect(instantSchema.safeParse(instant).success).toBe(valid);
  });

  it('cuts texts to what their schema takes', () => {
    const text = 'x'.repeat(5000);
    expect(shortText.safeParse(toShortText(text)).success).toBe(true);
    expect(toShortText(text).endsWith('…')).toBe(true);
    expect(toShortText('short')).toBe('short');
    expect(toLongText(text)).toHaveLength(4000);
  });

  it('bounds every list', () => {
    const list = recordList(shortText);
    expect(list.safeParse(Array(MAX_RECORDS).fill('x')).success).toBe(true);
    expect(list.safeParse(Array(MAX_RECORDS + 1).fill('x')).success).toBe(
      false,
    );
  });
});

describe('money', () => {
  it.each([
    [{ amount: 100, currency: 'EUR' }, true],
    [{ amount: -100, currency: 'EUR' }, true],
    [{ amount: 1.5, currency: 'EUR' }, false],
    [{ amount: 2 ** 53, currency: 'EUR' }, false],
    [{ amount: 100, currency: 'eur' }, false],
  ])('%j: %p', (money, valid) => {
    expect(moneySchema.safeParse(money).success).toBe(valid);
  });

  it('adds per currency and never across', () => {
    expect(
      sumByCurrency([
        { amount: 1, currency: 'USD' },
        { amount: 2, currency: 'EUR' },
        { amount: 3, currency: 'USD' },
      ]),
    ).toEqual([
      { amount: 2, currency: 'EUR' },
      { amount: 4, currency: 'USD' },
    ]);
  });
});
