import { formatMoney } from './formatMoney';
import { minorUnits, toMinorUnits } from './minorUnits';

describe('formatMoney', () => {
  it.each([
    [{ amount: 480000, currency: 'EUR' }, '€4,800.00'],
    [{ amount: 412000, currency: 'JPY' }, '¥412,000'],
    [{ amount: 1250, currency: 'KWD' }, 'KWD 1.250'],
    [{ amount: -90050, currency: 'USD' }, '-$900.50'],
  ])('%j is %s', (money, text) => {
    expect(formatMoney(money).replace(/\u00a0/g, ' ')).toBe(text);
  });

  it('leaves out the decimals of whole amounts when asked', () => {
    const euros = (amount: number) =>
      formatMoney({ amount, currency: 'EUR' }, 'en', { stripZeros: true });
    expect(euros(480000)).toBe('€4,800');
    expect(euros(480050)).toBe('€4,800.50');
  });

  it('follows the locale', () => {
    expect(
      formatMoney({ amount: 480000, currency: 'EUR' }, 'de').replace(
        /\u00a0/g,
        ' ',
      ),
    ).toBe('4.800,00 €');
  });
});

describe('toMinorUnits', () => {
  it.each([
    ['1200.50', 'EUR', 120050],
    ['1200', 'JPY', 1200],
    ['1.2345', 'KWD', 1235],
    ['0.005', 'USD', 1],
    [1.1, 'USD', 110],
  ])('%s %s is %d', (amount, currency, expected) => {
    expect(toMinorUnits(amount, currency)).toBe(expected);
  });

  it('takes two decimals for a code it does not know', () => {
    expect(minorUnits('XTS')).toBe(2);
    expect(minorUnits('constructor')).toBe(2);
  });
});
