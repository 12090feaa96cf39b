import {
  formatMoney as formatIn,
  type Money,
} from '@customer-360/backstage-plugin-customer-360-common';
import { viewerLocale } from './viewerLocale';

/**
 * An amount in the viewer's language, with as many decimals as the currency
 * has: none for JPY, three for KWD.
 *
 * @param options.whole - leaves the decimals out where they are all zero
 * @internal
 */
export function formatMoney(
  money: Money,
  options: { whole?: boolean; locale?: string } = {},
): string {
  return formatIn(money, options.locale ?? viewerLocale(), {
    stripZeros: options.whole,
  });
}

/** Amounts in several currencies stand side by side: they are never added. @internal */
export function formatMoneyList(
  amounts: readonly Money[],
  options: { whole?: boolean; locale?: string } = {},
): string {
  return amounts.map(money => formatMoney(money, options)).join(' + ');
}
