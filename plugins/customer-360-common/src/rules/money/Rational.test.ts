import fc from 'fast-check';
import { Rational } from './Rational';

describe('Rational', () => {
  it.each([
    ['0.5', 1],
    ['-0.5', -1],
    ['0.4999999999', 0],
    ['2.5', 3],
    ['-2.5', -3],
    ['1e3', 1000],
    ['1.5e-1', 0],
  ])('rounds %s to %d', (text, expected) => {
    expect(Rational.of(text).round()).toBe(expected);
  });

  it.each(['', 'abc', '1,000', '1.', '0x10', 'NaN', 'Infinity', '1e999'])(
    'refuses %p',
    text => {
      expect(() => Rational.of(text)).toThrow(RangeError);
    },
  );

  it('refuses what a number cannot hold, and division by zero', () => {
    expect(() => Rational.of('9007199254740993').round()).toThrow(RangeError);
    expect(() => Rational.ONE.dividedBy(Rational.ZERO)).toThrow(RangeError);
  });

  it('is exact where numbers are not', () => {
    const sum = Rational.of('0.1').plus(Rational.of('0.2'));
    expect(sum.equals(Rational.of('0.3'))).toBe(true);
  });

  it('floors and ceils towards the infinities', () => {
    expect(Rational.of('-1.5').floor().round()).toBe(-2);
    expect(Rational.of('-1.5').ceil().round()).toBe(-1);
    expect(Rational.of('1.5').floor().round()).toBe(1);
    expect(Rational.of('1.5').ceil().round()).toBe(2);
  });

  it('keeps the laws of a field', () => {
    const any = fc
      .tuple(
        fc.integer({ min: -1e6, max: 1e6 }),
        fc.integer({ min: 1, max: 1e6 }),
      )
      .map(([numerator, denominator]) =>
        Rational.ofFraction(numerator, denominator),
      );
    fc.assert(
      fc.property(any, any, any, (a, b, c) => {
        expect(a.times(b.plus(c)).equals(a.times(b).plus(a.times(c)))).toBe(
          true,
        );
        expect(a.plus(b).minus(b).equals(a)).toBe(true);
      }),
    );
    fc.assert(
      fc.property(
        any,
        any.filter(value => !value.isZero()),
        (a, b) => {
          expect(a.dividedBy(b).times(b).equals(a)).toBe(true);
        },
      ),
    );
  });
});
