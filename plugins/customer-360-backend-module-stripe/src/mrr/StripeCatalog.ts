import type {
  StripeCoupon,
  StripeDiscount,
  StripePrice,
  StripeSubscription,
} from '../api/wire';
import type { Gaps } from '../records/Gaps';

/** A discount with its coupon, whichever way Stripe gave it. */
export interface ResolvedDiscount {
  readonly id: string;
  readonly start: string;
  readonly end?: string;
  readonly coupon: StripeCoupon;
}

/** Looks up a price or a coupon by its id. */
export interface CatalogReader {
  price(id: string): Promise<StripePrice>;
  coupon(id: string): Promise<StripeCoupon>;
}

/** No customer has more different ones than this looked up in one view. */
const MOST = { prices: 25, coupons: 10 };

/**
 * Prices with their tiers and product names, coupons with the products they are
 * limited to: what lists leave out and MRR needs.
 */
export class StripeCatalog {
  readonly #reader: CatalogReader;
  readonly #most: typeof MOST;
  readonly #gaps: Gaps;
  readonly #prices = new Map<string, StripePrice>();
  readonly #coupons = new Map<string, StripeCoupon | undefined>();

  constructor(reader: CatalogReader, gaps: Gaps, most = MOST) {
    this.#reader = reader;
    this.#most = most;
    this.#gaps = gaps;
  }

  /** Looks up what these subscriptions refer to. */
  async load(
    subscriptions: readonly StripeSubscription[],
    otherPrices: Iterable<string>,
    otherDiscounts: readonly StripeDiscount[],
  ): Promise<void> {
    const known = new Map<string, StripePrice>();
    const coupons = new Set<string>();
    const note = (discount: string | StripeDiscount) => {
      if (typeof discount !== 'string' && discount.source.coupon) {
        const { coupon } = discount.source;
        coupons.add(typeof coupon === 'string' ? coupon : coupon.id);
        if (typeof coupon !== 'string') {
          this.#coupons.set(coupon.id, coupon);
        }
      }
    };
    for (const subscription of subscriptions) {
      subscription.discounts.forEach(note);
      for (const item of subscription.items.data) {
        known.set(item.price.id, item.price);
        item.discounts.forEach(note);
      }
    }
    otherDiscounts.forEach(note);
    const prices = new Set([...known.keys(), ...otherPrices]);
    await Promise.all([
      ...[...prices].slice(0, this.#most.prices).map(async id => {
        const price = await this.#gaps.attempt(
          'Names or tiers of some prices could not be read',
          this.#reader.price(id),
        );
        const found = price ?? known.get(id);
        if (found) {
          this.#prices.set(id, found);
        }
      }),
      ...[...coupons].slice(0, this.#most.coupons).map(async id => {
        const coupon = await this.#couponOf(id);
        if (coupon) {
          this.#coupons.set(id, coupon);
        }
      }),
    ]);
    for (const [id, price] of known) {
      if (!this.#prices.has(id)) {
        this.#prices.set(id, price);
      }
    }
  }

  async #couponOf(id: string): Promise<StripeCoupon | undefined> {
    try {
      return await this.#reader.coupon(id);
    } catch (error) {
      if (isNotFound(error)) {
        // A deleted coupon goes on in the discounts it gave, which hold a copy.
        return undefined;
      }
      this.#coupons.delete(id);
      return this.#gaps.attempt(
        'Some discounts could not be read',
        Promise.reject(error),
      );
    }
  }

  price(id: string): StripePrice | undefined {
    return this.#prices.get(id);
  }

  /** Undefined where the discount or its coupon is not known. */
  discount(discount: string | StripeDiscount): ResolvedDiscount | undefined {
    if (typeof discount === 'string' || !discount.source.coupon) {
      return undefined;
    }
    const { coupon } = discount.source;
    const found = this.#coupons.get(
      typeof coupon === 'string' ? coupon : coupon.id,
    );
    return (
      found && {
        id: discount.id,
        start: discount.start,
        end: discount.end,
        coupon: found,
      }
    );
  }

  /** What people call the product of a price. */
  productName(price: StripePrice): string {
    const { product, nickname } = this.#prices.get(price.id) ?? price;
    return (
      (typeof product === 'string' ? undefined : product.name) ??
      nickname ??
      (typeof product === 'string' ? product : product.id)
    );
  }
}

function isNotFound(error: unknown): boolean {
  return (
    error instanceof Error && 'reason' in error && error.reason === 'not_found'
  );
}
