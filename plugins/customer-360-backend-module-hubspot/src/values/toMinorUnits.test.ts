import { toMinorUnits } from './toMinorUnits';

describe('toMinorUnits', () => {
  it.each([
    ['1136.10', 'EUR', 113_610],
    ['0.1', 'USD', 10],
    ['14400', 'jpy', 14_400],
    ['1.2345', 'KWD', 1235],
    ['-12.345', 'EUR', -1235],
    ['-0', 'EUR', 0],
    ['0.999', 'EUR', 100],
    // The runtime's own tables write these without decimals; ISO 4217 and
    // every other amount here have them.
    ['120000', 'HUF', 12_000_000],
    ['250.5', 'COP', 25_050],
    ['1.5', 'IQD', 1500],
  ])('%s %s', (amount, currency, expected) => {
    expect(toMinorUnits(amount, currency)).toEqual({
      amount: expected,
      currency: currency.toUpperCase(),
    });
  });

  it.each([
    ['1,136.10', 'EUR'],
    ['', 'EUR'],
    [undefined, 'EUR'],
    ['12', undefined],
    ['12', 'euro'],
    ['99999999999999999', 'EUR'],
  ])('reads nothing from %s %s', (amount, currency) => {
    expect(toMinorUnits(amount, currency)).toBeUndefined();
  });
});
