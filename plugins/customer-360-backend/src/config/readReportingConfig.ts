import type { Config } from '@backstage/config';
import type { ReportingConfig } from '../portfolio/ReportingCurrency';

const CURRENCY = /^[A-Z]{3}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * @param config - `customer360`
 * @returns undefined where amounts of two currencies are not compared
 * @throws Error naming the key when a value is out of its range
 */
export function readReportingConfig(
  config: Config | undefined,
): ReportingConfig | undefined {
  const currency = config?.getOptionalString('reportingCurrency');
  const rates = config?.getOptionalConfigArray('exchangeRates') ?? [];
  if (currency === undefined) {
    if (rates.length > 0) {
      throw new Error(
        'customer360.exchangeRates says what currencies are worth, and customer360.reportingCurrency in which: set both or none',
      );
    }
    return undefined;
  }
  requireCurrency(currency, 'customer360.reportingCurrency');
  return { currency, rates: rates.map(readRate) };
}

function readRate(config: Config, at: number) {
  const key = `customer360.exchangeRates[${at}]`;
  const currency = config.getString('currency');
  requireCurrency(currency, `${key}.currency`);
  const rate = config.getNumber('rate');
  if (!(rate > 0 && Number.isFinite(rate))) {
    throw new Error(
      `${key}.rate must be what one ${currency} is worth in the reporting currency: a number above 0`,
    );
  }
  const day = config.getString('day');
  if (!DAY.test(day) || Number.isNaN(Date.parse(day))) {
    throw new Error(
      `${key}.day must be the day of the rate as YYYY-MM-DD, in quotes`,
    );
  }
  return { currency, rate, day };
}

function requireCurrency(value: string, key: string): void {
  if (!CURRENCY.test(value)) {
    throw new Error(`${key} must be a currency of ISO 4217: EUR`);
  }
}
