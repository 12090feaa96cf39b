import {
  minorUnits,
  type Money,
} from '@customer-360/backstage-plugin-customer-360-common';

/**
 * HubSpot keeps money as a decimal text in major units. The text is taken
 * digit by digit: a float would turn 1136.10 into 113609.99999999999.
 *
 * @returns undefined where the amount or the currency cannot be read; digits
 *   beyond the currency's own are rounded half away from zero
 * @internal
 */
export function toMinorUnits(
  amount: string | undefined,
  currency: string | undefined,
): Money | undefined {
  const code = currency?.trim().toUpperCase();
  const match = /^([+-]?)(\d{1,13})(?:\.(\d+))?$/.exec(amount?.trim() ?? '');
  if (!match || !code || !/^[A-Z]{3}$/.test(code)) {
    return undefined;
  }
  const [, sign, whole, fraction = ''] = match;
  const digits = minorUnits(code);
  const kept = fraction.slice(0, digits).padEnd(digits, '0');
  const roundUp = fraction.charAt(digits) >= '5' ? 1 : 0;
  const units = Number(`${whole}${kept}`) + roundUp;
  if (!Number.isSafeInteger(units)) {
    return undefined;
  }
  // No negative zero: it is not equal to zero for everybody.
  return {
    amount: sign === '-' && units !== 0 ? -units : units,
    currency: code,
  };
}
