import type { StripePrice } from '../api/wire';
import type { CatalogReader } from '../mrr/StripeCatalog';

/** More than these differ from customer to customer: keeping them helps nobody. */
const MOST = 5_000;

/**
 * Prices and coupons, each read once for a round and one after the other. What
 * came with the subscriptions is enough of most prices: only the name of its
 * product is not there, and products are few. One that failed is asked for again.
 */
export class RoundCatalog {
  readonly #kept = new Map<string, Promise<unknown>>();
  #turn: Promise<unknown> = Promise.resolve();

  /** @param prices - as they came with the subscriptions, by id */
  through(
    reader: CatalogReader,
    prices: ReadonlyMap<string, StripePrice>,
  ): CatalogReader {
    return {
      coupon: id => this.#once(`coupon ${id}`, () => reader.coupon(id)),
      price: async id => {
        const price = prices.get(id);
        if (!price || price.billing_scheme === 'tiered') {
          return this.#once(`price ${id}`, () => reader.price(id));
        }
        const { product: own } = price;
        const key = `product ${typeof own === 'string' ? own : own.id}`;
        const { product } = await this.#once(key, () => reader.price(id));
        return { ...price, product };
      },
    };
  }

  #once<T>(key: string, read: () => Promise<T>): Promise<T> {
    const known = this.#kept.get(key);
    if (known) {
      return known as Promise<T>;
    }
    const reading = this.#turn.then(read);
    this.#turn = reading.catch(() => undefined);
    if (this.#kept.size < MOST) {
      this.#kept.set(key, reading);
      reading.catch(() => this.#kept.delete(key));
    }
    return reading;
  }
}
