import type { AuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  isCustomerEntity,
  OBSERVED_FACETS,
  type CustomerEntity,
  type FacetDefinition,
} from '@customer-360/backstage-plugin-customer-360-common';
import { entityVersion } from '../access/entityVersion';
import type { Clock } from '../clock/SharedClock';
import { endOfDay } from '../observations/days';
import type { ObservationStore } from '../observations/ObservationStore';
import { askPortal } from '../portal/askPortal';
import { CHANGE_DAYS, listedViews } from './listedViews';
import { keysOf } from './keysOf';
import type { PortfolioStore } from './PortfolioStore';
import type { ReportingCurrency } from './ReportingCurrency';

const AT_ONCE = 200;

/** Works out what customers are listed by. */
export class PortfolioProjection {
  readonly #store: PortfolioStore;
  readonly #observations: Pick<ObservationStore, 'latestOf'>;
  readonly #definitions: readonly FacetDefinition[];
  readonly #filled: ReadonlySet<string>;
  readonly #reporting: ReportingCurrency;
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #clock: Clock;
  readonly #everything: {
    readonly facets: ReadonlyMap<string, { readonly level: 'full' }>;
  };

  constructor(options: {
    store: PortfolioStore;
    observations: Pick<ObservationStore, 'latestOf'>;
    definitions: readonly FacetDefinition[];
    /** Ids of the facets that some source fills. */
    filled: ReadonlySet<string>;
    reporting: ReportingCurrency;
    catalog: CatalogService;
    auth: AuthService;
    clock: Clock;
  }) {
    this.#store = options.store;
    this.#observations = options.observations;
    this.#definitions = options.definitions;
    this.#filled = options.filled;
    this.#reporting = options.reporting;
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#clock = options.clock;
    this.#everything = {
      facets: new Map(
        options.definitions.map(({ id }) => [id, { level: 'full' as const }]),
      ),
    };
  }

  /** Those of whom the entity or the day is another than when they were listed. */
  async due(entities: readonly CustomerEntity[]): Promise<CustomerEntity[]> {
    const versions = await this.#store.versions(
      entities.map(entity => stringifyEntityRef(entity)),
    );
    const day = this.#day();
    return entities.filter(entity => {
      const known = versions.get(stringifyEntityRef(entity));
      return known?.day !== day || known.entity !== entityVersion(entity);
    });
  }

  /** Of customers by their refs; who is not in the catalog is left out. */
  async renew(refs: readonly string[]): Promise<void> {
    for (let from = 0; from < refs.length; from += AT_ONCE) {
      const some = refs.slice(from, from + AT_ONCE);
      const credentials = await this.#auth.getOwnServiceCredentials();
      const { items } = await askPortal(() =>
        this.#catalog.getEntitiesByRefs(
          { entityRefs: [...some] },
          { credentials },
        ),
      );
      await this.list(
        items.flatMap(entity =>
          entity && isCustomerEntity(entity) ? [entity] : [],
        ),
      );
    }
  }

  async list(entities: readonly CustomerEntity[]): Promise<void> {
    for (let from = 0; from < entities.length; from += AT_ONCE) {
      await this.#list(entities.slice(from, from + AT_ONCE));
    }
  }

  async #list(entities: readonly CustomerEntity[]): Promise<void> {
    const now = this.#clock.now();
    const earlierUpTo = endOfDay(now, CHANGE_DAYS);
    const observed = await this.#observations.latestOf(
      entities.map(entity => stringifyEntityRef(entity)),
      { facets: OBSERVED_FACETS, upTo: [earlierUpTo, endOfDay(now)] },
    );
    const day = this.#day();
    await this.#store.keep(
      entities.map(entity => ({
        keys: keysOf({
          entity,
          views: listedViews({
            observations: observed.get(stringifyEntityRef(entity)) ?? [],
            shape: this.#everything,
            definitions: this.#definitions,
            filled: this.#filled,
            titleOf: source => source,
            earlierUpTo,
            now,
          }),
          definitions: this.#definitions,
          reporting: this.#reporting,
          now: new Date(now),
        }),
        version: { entity: entityVersion(entity), day },
      })),
    );
  }

  #day(): string {
    return new Date(this.#clock.now()).toISOString().slice(0, 10);
  }
}
