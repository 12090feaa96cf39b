import { Rational } from './Rational';

/**
 * Currencies of ISO 4217 whose minor unit is not a hundredth. Written down
 * rather than asked of `Intl`, so that server and browser agree whatever data
 * they were built with.
 */
const DIGITS: Readonly<Record<string, number>> = {
  ...digits(0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV'),
  ...digits(0, 'XAF XOF XPF'),
  ...digits(3, 'BHD IQD JOD KWD LYD OMR TND'),
  ...digits(4, 'CLF UYW'),
};

function digits(count: number, codes: string): Record<string, number> {
  return Object.fromEntries(codes.split(' ').map(code => [code, count]));
}

/** Decimals of a currency: EUR 2, JPY 0, KWD 3. @public */
export function minorUnits(currency: string): number {
  return Object.hasOwn(DIGITS, currency) ? DIGITS[currency] : 2;
}

/**
 * An amount as a source writes it, in major units (`"1200.50"`), in minor units
 * (120050), a half rounded away from zero.
 *
 * @throws RangeError when it is no decimal
 * @public
 */
export function toMinorUnits(
  amount: string | number,
  currency: string,
): number {
  return Rational.of(amount)
    .times(Rational.of(10n ** BigInt(minorUnits(currency))))
    .round();
}
