import { ServiceUnavailableError } from '@backstage/errors';
import { LRUCache } from 'lru-cache';
import type { LinkStore, StoredLink } from './LinkStore';

/** Gives the links of a customer that are kept and in force. */
export interface StoredCustomerLinks {
  /**
   * @throws ServiceUnavailableError when the database does not answer
   */
  of(customerRef: string): Promise<readonly StoredLink[]>;
}

const MAX_CUSTOMERS = 5_000;
/** As long as the entity, beside which they are read: what is undone is gone then. */
const KEPT_MS = 2_000;

/** Asks the database once in two seconds. */
export class CachedCustomerLinks implements StoredCustomerLinks {
  readonly #store: Pick<LinkStore, 'inForce'>;
  readonly #known: LRUCache<string, { links: Promise<readonly StoredLink[]> }>;

  constructor(options: {
    store: Pick<LinkStore, 'inForce'>;
    /** In milliseconds; goes on where the wall clock is set. */
    elapsed?: () => number;
  }) {
    this.#store = options.store;
    this.#known = new LRUCache({
      max: MAX_CUSTOMERS,
      ttl: KEPT_MS,
      ttlResolution: 0,
      perf: { now: options.elapsed ?? (() => performance.now()) },
    });
  }

  of(customerRef: string): Promise<readonly StoredLink[]> {
    const known = this.#known.get(customerRef);
    if (known) {
      return known.links;
    }
    const links = this.#read(customerRef);
    const entry = { links };
    this.#known.set(customerRef, entry);
    links.catch(() => {
      if (this.#known.peek(customerRef) === entry) {
        this.#known.delete(customerRef);
      }
    });
    return links;
  }

  /** What was changed here is seen here at once. */
  forget(customerRef: string): void {
    this.#known.delete(customerRef);
  }

  async #read(customerRef: string): Promise<readonly StoredLink[]> {
    try {
      return await this.#store.inForce(customerRef);
    } catch {
      // Which accounts are this customer's is not guessed.
      throw new ServiceUnavailableError(
        'The database does not answer, so it is not known which accounts are this customer’s. Nothing is shown; try again in a moment.',
      );
    }
  }
}
