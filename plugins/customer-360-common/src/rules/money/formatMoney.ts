import type { Money } from '../../facets/money';
import { minorUnits } from './minorUnits';

/** @public */
export interface FormatMoneyOptions {
  /** Leaves out the decimals of a whole amount: €4,800 instead of €4,800.00. */
  stripZeros?: boolean;
}

/**
 * Making one takes longer than formatting a page with it. As many as there are
 * currencies and locales: vendors' words are checked before they get here.
 */
const formats = new Map<string, Intl.NumberFormat>();

/**
 * An amount as people write it in a locale, with the decimals of its currency:
 * €4,800.00, ¥412,000, KWD 1.250.
 *
 * @public
 */
export function formatMoney(
  money: Money,
  locale: string = 'en',
  options: FormatMoneyOptions = {},
): string {
  const decimals = minorUnits(money.currency);
  const scale = 10 ** decimals;
  const whole = money.amount % scale === 0;
  const least = options.stripZeros && whole ? 0 : decimals;
  const key = `${locale} ${money.currency} ${least}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency: money.currency,
      minimumFractionDigits: least,
      maximumFractionDigits: decimals,
    });
    formats.set(key, format);
  }
  return format.format(money.amount / scale);
}
