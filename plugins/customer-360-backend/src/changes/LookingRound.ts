import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  isCustomerEntity,
  type CustomerEntity,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { Knex } from 'knex';
import type { Clock } from '../clock/SharedClock';
import { Generations } from '../generations/Generations';
import { readGenerations } from '../generations/readGenerations';
import { askPortal } from '../portal/askPortal';
import type { LookObserver } from './CustomerLook';
import type { CustomerLooker } from './CustomerLooker';
import type { CustomerLooks } from './CustomerLooks';

/** At the same time: pages are to be served meanwhile. */
const AT_ONCE = 4;

/** By customer, the scopes of it that have changed. */
export type ChangedScopes = ReadonlyMap<string, readonly string[]>;

/** Shows customers to whoever wants to know of them. */
export class LookingRound {
  readonly #looker: CustomerLooker;
  readonly #looks: CustomerLooks;
  readonly #observers: readonly LookObserver[];
  readonly #knex: Knex;
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #clock: Clock;
  readonly #logger: LoggerService;

  constructor(options: {
    looker: CustomerLooker;
    looks: CustomerLooks;
    observers: readonly LookObserver[];
    knex: Knex;
    catalog: CatalogService;
    auth: AuthService;
    clock: Clock;
    logger: LoggerService;
  }) {
    this.#looker = options.looker;
    this.#looks = options.looks;
    this.#observers = options.observers;
    this.#knex = options.knex;
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#clock = options.clock;
    this.#logger = options.logger;
  }

  /**
   * Those of whom something has changed. Whoever could not be shown is on the
   * list of those who are to be looked at again.
   *
   * @param mayRenew - whether one more may be read where nothing has changed
   * @returns refs of those who are to be
   * @throws Error where the catalog or the database does not answer
   */
  async ofChanged(
    changed: ChangedScopes,
    mayRenew: () => boolean,
  ): Promise<ReadonlySet<string>> {
    const refs = [...changed.keys()];
    if (refs.length === 0) {
      return new Set();
    }
    const credentials = await this.#auth.getOwnServiceCredentials();
    const { items } = await askPortal(() =>
      this.#catalog.getEntitiesByRefs({ entityRefs: refs }, { credentials }),
    );
    const entities = items.flatMap(entity =>
      entity && isCustomerEntity(entity) ? [entity] : [],
    );
    return this.#show(entities, changed, mayRenew);
  }

  /**
   * Customers of whom nothing is known to have changed.
   *
   * @param mayRenew - whether one more may be read at its sources
   */
  async ofQuiet(
    entities: readonly CustomerEntity[],
    mayRenew: () => boolean,
  ): Promise<void> {
    await this.#show(entities, new Map(), mayRenew);
  }

  /** @returns refs of those who are to be looked at again */
  async #show(
    entities: readonly CustomerEntity[],
    changed: ChangedScopes,
    mayRenew: () => boolean,
  ): Promise<ReadonlySet<string>> {
    const generations = await readGenerations(
      this.#knex,
      entities.map(entity => stringifyEntityRef(entity)),
    );
    const unread = new Map<string, readonly string[]>();
    const waiting = [...entities];
    const showNext = async (): Promise<void> => {
      for (let entity = waiting.pop(); entity; entity = waiting.pop()) {
        const ref = stringifyEntityRef(entity);
        const scopes = changed.get(ref) ?? [];
        try {
          const looked = await this.#looker.look(
            entity,
            generations.get(ref) ?? Generations.NONE,
            scopes,
            mayRenew,
          );
          for (const observer of this.#observers) {
            await observer.saw(looked.look);
          }
          if (looked.unread.length > 0) {
            unread.set(ref, looked.unread);
          }
        } catch (error) {
          unread.set(ref, scopes);
          this.#logger.warn(
            'A customer of whom something has changed could not be looked at; it is tried again',
            { cause: toError(error).name },
          );
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, showNext));
    for (const observer of this.#observers) {
      await observer.settle?.();
    }
    for (const [ref, scopes] of unread) {
      await this.#looks.again(ref, scopes, this.#clock.now());
    }
    return new Set(unread.keys());
  }
}
