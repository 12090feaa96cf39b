/** What the company that runs the portal sells. */
export interface Product {
  readonly key: ProductKey;
  readonly name: string;
  /** List price a month, in euro; per seat or flat. */
  readonly monthlyEuro: number;
  readonly per: 'seat' | 'flat' | 'tiers';
}

export type ProductKey =
  | 'starter'
  | 'team'
  | 'growth'
  | 'scale'
  | 'extra-seats'
  | 'audit'
  | 'sandbox'
  | 'premium-support'
  | 'automation';

export const PRODUCTS: readonly Product[] = [
  { key: 'starter', name: 'Starter', monthlyEuro: 12, per: 'seat' },
  { key: 'team', name: 'Team', monthlyEuro: 19, per: 'seat' },
  { key: 'growth', name: 'Growth', monthlyEuro: 24, per: 'seat' },
  { key: 'scale', name: 'Scale', monthlyEuro: 17.2, per: 'seat' },
  {
    key: 'extra-seats',
    name: 'Scale, additional seats',
    monthlyEuro: 17.5,
    per: 'seat',
  },
  { key: 'audit', name: 'Audit add-on', monthlyEuro: 500, per: 'flat' },
  { key: 'sandbox', name: 'Sandbox', monthlyEuro: 12, per: 'seat' },
  {
    key: 'premium-support',
    name: 'Premium support',
    monthlyEuro: 350,
    per: 'flat',
  },
  { key: 'automation', name: 'Automation pack', monthlyEuro: 2, per: 'tiers' },
];

/** Yearly prices are ten months' worth. */
export const MONTHS_IN_YEARLY_PRICE = 10;

export function productOf(key: ProductKey): Product {
  const product = PRODUCTS.find(each => each.key === key);
  if (!product) throw new RangeError(`No such product: ${key}`);
  return product;
}

export function productOrdinal(key: ProductKey): number {
  return PRODUCTS.findIndex(each => each.key === key);
}

/** What users do in the product; `key` is what the product's own tables call it. */
export const FEATURES: readonly {
  readonly key: string;
  readonly name: string;
}[] = [
  { key: 'dashboards', name: 'Dashboards' },
  { key: 'live-tracking', name: 'Live tracking' },
  { key: 'exports', name: 'Exports' },
  { key: 'route-planner', name: 'Route planner' },
  { key: 'alerts', name: 'Alerts' },
  { key: 'api', name: 'API' },
  { key: 'sso', name: 'Single sign-on' },
  { key: 'audit-log', name: 'Audit log' },
  { key: 'forecasting', name: 'Forecasting' },
];

export const FLAGS: readonly string[] = [
  'new-export-engine',
  'beta-forecasting',
  'dark-theme',
  'bulk-api-v2',
  'eu-data-residency',
];
