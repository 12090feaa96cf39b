import fc from 'fast-check';
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
    'http://crm.example/1',
    'https://crm.example@evil.example/',
    'https://:secret@crm.example/',
    'ftp://localhost/1',
    'mailto:jo@crm.example',
    'crm.example',
    '//crm.example/1',
    '',
  ])('never links to %p', url => {
    expect(
      sourceRecordSchema.safeParse({ source: 's', id: '1', url }).success,
    ).toBe(false);
  });

  it('never links to anything but a system of https, whatever it is given', () => {
    const scheme = fc.constantFrom(
      ...['java', 'vb', 'live'].map(word => `${word}script`),
      'data',
      'blob',
      'file',
      'ftp',
      'http',
      'https',
      'HTTPS',
      'view-source',
    );
    const noise = fc.constantFrom(
      '',
      ' ',
      '\t',
      '\n',
      '\r',
      '\u0000',
      '\u200b',
    );
    const hostile = fc
      .tuple(
        noise,
        scheme,
        noise,
        fc.constantFrom(':', '&colon;', ':/', '://', ':\\\\'),
        fc.webUrl(),
        fc.string({ unit: 'binary' }),
      )
      .map(
        ([before, name, within, colon, address, rest]) =>
          `${before}${name.slice(0, 2)}${within}${name.slice(
            2,
          )}${colon}${address}${rest}`,
      );
    fc.assert(
      fc.property(fc.oneof(hostile, fc.webUrl(), fc.string()), url => {
        const { data, success } = sourceRecordSchema.safeParse({
          source: 's',
          id: '1',
          url,
        });
        fc.pre(success);
        const { protocol, hostname, username, password } = new URL(data!.url!);
        expect([username, password]).toEqual(['', '']);
        expect(
          protocol === 'https:' ||
            (protocol === 'http:' &&
              /^(localhost|127\.0\.0\.1)$/.test(hostname)),
        ).toBe(true);
      }),
      { numRuns: 2_000, maxSkipsPerRun: 1_000 },
    );
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
