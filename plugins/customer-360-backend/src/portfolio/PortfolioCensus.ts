import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { customerQuery } from '../links/customerQuery';
import { askPortal } from '../portal/askPortal';
import type { CustomerWalk } from '../walk/CustomerWalk';
import type { Watch } from '../watches/Watch';
import type { PortfolioStore } from './PortfolioStore';

/**
 * Counts, which is cheap, and goes through all customers where the catalog has
 * more or fewer than are listed: who was added is in the list within a minute.
 */
export class PortfolioCensus implements Watch {
  readonly id = 'customer-360-portfolio';
  readonly schedule = {
    frequency: { seconds: 30 },
    timeout: { minutes: 14 },
    initialDelay: { seconds: 5 },
  };
  readonly #store: Pick<PortfolioStore, 'size'>;
  readonly #walk: Pick<CustomerWalk, 'run'>;
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  /** What was counted after the last time, when nothing more could be listed. */
  #inVain?: string;

  constructor(options: {
    store: Pick<PortfolioStore, 'size'>;
    walk: Pick<CustomerWalk, 'run'>;
    catalog: CatalogService;
    auth: AuthService;
  }) {
    this.#store = options.store;
    this.#walk = options.walk;
    this.#catalog = options.catalog;
    this.#auth = options.auth;
  }

  async run(signal: AbortSignal): Promise<void> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const [{ totalItems }, listed] = await Promise.all([
      askPortal(() =>
        this.#catalog.queryEntities(
          { query: customerQuery(), limit: 0 },
          { credentials },
        ),
      ),
      this.#store.size(),
    ]);
    const counted = `${totalItems} ${listed}`;
    if (totalItems !== listed && counted !== this.#inVain) {
      await this.#walk.run(signal);
      // Entities of that kind that are none of ours are never listed.
      this.#inVain = `${totalItems} ${await this.#store.size()}`;
    }
  }
}
