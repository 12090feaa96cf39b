export interface Currency {
  readonly code: string;
  /** Digits after the point: 0 for JPY, 3 for KWD. */
  readonly exponent: 0 | 2 | 3;
  /** Roughly how many of it buy what one euro buys; for list prices only. */
  readonly perEuro: number;
}

const CURRENCIES: Readonly<Record<string, Currency>> = {
  EUR: { code: 'EUR', exponent: 2, perEuro: 1 },
  USD: { code: 'USD', exponent: 2, perEuro: 1.1 },
  GBP: { code: 'GBP', exponent: 2, perEuro: 0.85 },
  SEK: { code: 'SEK', exponent: 2, perEuro: 11 },
  CHF: { code: 'CHF', exponent: 2, perEuro: 0.95 },
  PLN: { code: 'PLN', exponent: 2, perEuro: 4.3 },
  AUD: { code: 'AUD', exponent: 2, perEuro: 1.7 },
  CAD: { code: 'CAD', exponent: 2, perEuro: 1.5 },
  JPY: { code: 'JPY', exponent: 0, perEuro: 160 },
  KWD: { code: 'KWD', exponent: 3, perEuro: 0.34 },
};

export function currencyOf(code: string): Currency {
  const currency = CURRENCIES[code];
  if (!currency)
    throw new RangeError(`No such currency in this world: ${code}`);
  return currency;
}

/** Minor units of an amount in major units; the card networks want KWD in tens. */
export function minor(code: string, major: number): number {
  const { exponent } = currencyOf(code);
  const amount = Math.round(major * 10 ** exponent);
  return exponent === 3 ? Math.round(amount / 10) * 10 : amount;
}

/** What a list price in euro cents is in another currency, in round figures. */
export function listPrice(code: string, euro: number): number {
  const { perEuro, exponent } = currencyOf(code);
  const major = euro * perEuro;
  if (exponent === 0) return Math.round(major / 10) * 10;
  const step = major >= 100 ? 1 : 0.5;
  return minor(code, Math.round(major / step) * step);
}
