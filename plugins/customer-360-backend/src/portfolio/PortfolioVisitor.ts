import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Clock } from '../clock/SharedClock';
import type { CustomerRound, CustomerVisitor } from '../walk/CustomerVisitor';
import type { PortfolioProjection } from './PortfolioProjection';
import type { PortfolioStore } from './PortfolioStore';

/**
 * Keeps the list of customers as the catalog is: who has come, who has changed
 * hands, who has gone. And once a day all of them, since days are counted.
 */
export class PortfolioVisitor implements CustomerVisitor {
  readonly #projection: PortfolioProjection;
  readonly #store: PortfolioStore;
  readonly #clock: Clock;

  constructor(options: {
    projection: PortfolioProjection;
    store: PortfolioStore;
    clock: Clock;
  }) {
    this.#projection = options.projection;
    this.#store = options.store;
    this.#clock = options.clock;
  }

  begin(): CustomerRound {
    const there = new Set<string>();
    return {
      visit: async entities => {
        for (const entity of entities) {
          there.add(stringifyEntityRef(entity));
        }
        await this.#projection.list(await this.#projection.due(entities));
      },
      end: () => this.#store.prune(there, this.#clock.now()),
    };
  }
}
