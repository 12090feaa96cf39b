import type { Money } from '../../facets/money';
import type { Subscription } from '../../facets/billing/subscriptions';

/** How often an item is billed. @public */
export interface BillingInterval {
  unit: 'day' | 'week' | 'month' | 'year';
  /** 3 with `month` is a quarter. */
  count: number;
}

/**
 * One step of a tiered price. Amounts are decimal strings in minor units, as
 * fine as the vendor keeps them.
 *
 * @public
 */
export interface PriceTier {
  /** Last unit of the tier; undefined in the last one, which has no end. */
  upTo?: number;
  /** Per unit in this tier. */
  unitAmount?: string;
  /** Once, when the tier is reached. */
  flatAmount?: string;
}

/**
 * What an item costs per billing interval.
 *
 * - `per_unit`: the amount times the quantity; with `package` the quantity is
 *   first divided into packages, rounded up or down
 * - `volume`: the tier that the whole quantity falls into prices all units
 * - `graduated`: each tier prices the units that fall into it
 * - `unknown`: the vendor did not say, and then no MRR is given either
 *
 * @public
 */
export type RecurringPrice =
  | {
      kind: 'per_unit';
      /** Decimal string in minor units. */
      unitAmount: string;
      package?: { size: number; round: 'up' | 'down' };
    }
  | { kind: 'volume' | 'graduated'; tiers: readonly PriceTier[] }
  | { kind: 'unknown' };

/** Which discounts a subscription has, and for how long. @public */
export interface DiscountTerm {
  duration: 'forever' | 'repeating' | 'once';
  /** From when on it is given. ISO 8601 UTC. */
  startsAt?: string;
  /** Until when it is given, undefined where no end is agreed. ISO 8601 UTC. */
  endsAt?: string;
}

/**
 * A reduction by a percentage, or by an amount per invoice.
 *
 * @public
 */
export type RecurringDiscount =
  | (DiscountTerm & { kind: 'percent'; /** 0 to 100. */ percent: string })
  | (DiscountTerm & { kind: 'amount'; amount: Money });

/** @public */
export interface RecurringItem {
  id: string;
  /** One where the vendor gives none. */
  quantity?: number;
  /** Billed by what was used: usage is not recurring and never counted. */
  metered: boolean;
  /** Undefined for an item that is billed once. */
  interval?: BillingInterval;
  price: RecurringPrice;
  /** In the order in which they are applied. */
  discounts: readonly RecurringDiscount[];
  /** Percentage of tax that the price contains; taxes are no revenue. */
  inclusiveTaxPercent?: string;
}

/**
 * A subscription in the terms that MRR is computed from, whichever vendor bills
 * it.
 *
 * @public
 */
export interface RecurringSubscription {
  status: Subscription['status'];
  /** Nothing is collected, though the status stays as it is. */
  collectionPaused: boolean;
  /** It runs until the end of the period and is not renewed. */
  cancelAtPeriodEnd: boolean;
  /** ISO 4217 code; all items are billed in it. */
  currency: string;
  items: readonly RecurringItem[];
  /** Of the whole subscription, after those of its items. */
  discounts: readonly RecurringDiscount[];
}
