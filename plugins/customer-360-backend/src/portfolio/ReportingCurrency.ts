import {
  minorUnits,
  type Money,
} from '@customer-360/backstage-plugin-customer-360-common';

/** What one unit of a currency was worth in the reporting currency on a day. */
export interface ExchangeRate {
  readonly currency: string;
  readonly rate: number;
  /** `YYYY-MM-DD` */
  readonly day: string;
}

export interface ReportingConfig {
  readonly currency: string;
  readonly rates: readonly ExchangeRate[];
}

/**
 * Makes amounts of several currencies comparable, for an order and for nothing
 * else: what is shown is in the customer's own currency. Without rates one
 * currency comes after the other, and nothing is converted.
 */
export class ReportingCurrency {
  readonly #config?: ReportingConfig;
  readonly #rates: ReadonlyMap<string, number>;

  constructor(config?: ReportingConfig) {
    this.#config = config;
    this.#rates = new Map([
      ...(config?.rates ?? []).map(
        ({ currency, rate }) => [currency, rate] as const,
      ),
      ...(config ? [[config.currency, 1] as const] : []),
    ]);
  }

  /** What an order by money goes by, and the day of the oldest rate. */
  get described(): { currency: string; ratesOf: string } | undefined {
    const [oldest] = (this.#config?.rates ?? []).map(({ day }) => day).sort();
    return this.#config && oldest !== undefined
      ? { currency: this.#config.currency, ratesOf: oldest }
      : undefined;
  }

  /**
   * One amount for all of them, in minor units; undefined where there is none,
   * where a rate is missing, and where several cannot be compared.
   */
  comparable(
    amounts: readonly Money[],
  ): { currency: string; mrr: number } | undefined {
    const [first, ...others] = amounts;
    if (first === undefined) {
      return undefined;
    }
    if (!this.#config || !this.described) {
      return others.length > 0
        ? undefined
        : { currency: first.currency, mrr: first.amount };
    }
    const { currency } = this.#config;
    let mrr = 0;
    for (const money of amounts) {
      const rate = this.#rates.get(money.currency);
      if (rate === undefined) {
        return undefined;
      }
      mrr +=
        money.amount *
        rate *
        10 ** (minorUnits(currency) - minorUnits(money.currency));
    }
    return { currency, mrr: Math.round(mrr) };
  }
}
