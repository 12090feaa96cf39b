import type { EntityProviderConnection } from '@backstage/plugin-catalog-node';
import type { CustomerLink, CustomerListing } from './CustomerListing';
import type { IngestedSource, IngestionConfig } from './IngestionConfig';
import type { ListedRow, ListedStore } from './ListedStore';
import type { PeopleByEmail } from './PeopleByEmail';
import {
  MAX_LEVELS,
  parentOf,
  placeCustomer,
  type Placement,
} from './placeCustomers';
import { customerRef, locationOf, toCustomerEntity } from './toCustomerEntity';

/** What became of a page of accounts. */
export interface Told {
  /** Ids of those that have an entity now. */
  readonly given: readonly string[];
  /** Those that have one and should not. */
  readonly unwanted: readonly ListedRow[];
}

/** Tells the catalog which customers there are, and the links what is whose. */
export class CustomerTeller {
  readonly #connection: EntityProviderConnection;
  readonly #store: ListedStore;
  readonly #listing: Pick<CustomerListing, 'tell'>;
  readonly #people: Pick<PeopleByEmail, 'refOf'>;
  readonly #config: Pick<IngestionConfig, 'owner' | 'sources'>;

  constructor(options: {
    connection: EntityProviderConnection;
    store: ListedStore;
    listing: Pick<CustomerListing, 'tell'>;
    people: Pick<PeopleByEmail, 'refOf'>;
    config: Pick<IngestionConfig, 'owner' | 'sources'>;
  }) {
    this.#connection = options.connection;
    this.#store = options.store;
    this.#listing = options.listing;
    this.#people = options.people;
    this.#config = options.config;
  }

  /** At most 500 accounts of one source. */
  async tell(
    source: IngestedSource,
    rows: readonly ListedRow[],
  ): Promise<Told> {
    const ancestors = await this.#ancestors(source.source, rows);
    const places = await this.#places(source, [...rows, ...ancestors.values()]);
    const own = rows.filter(({ id }) => places.get(id)?.kind === 'own');
    const added = own.map(row => ({
      entity: toCustomerEntity(row, {
        people: this.#people,
        owner: this.#config.owner,
        annotations: source.annotations,
        parent: nameOf(places.get(parentOf(row, ancestors)?.id ?? '')),
      }),
      locationKey: locationOf(source.source),
    }));
    if (added.length > 0) {
      // The whole entity each time: a delta overwrites, it merges nothing.
      await this.#connection.applyMutation({
        type: 'delta',
        added,
        removed: [],
      });
    }
    await this.#listing.tell(
      rows.flatMap(row => linksOf(row, places.get(row.id))),
    );
    return {
      given: own.map(({ id }) => id),
      unwanted: rows.filter(
        ({ id, hasEntity }) => hasEntity && places.get(id)?.kind !== 'own',
      ),
    };
  }

  async remove(rows: readonly ListedRow[]): Promise<void> {
    if (rows.length > 0) {
      await this.#connection.applyMutation({
        type: 'delta',
        added: [],
        removed: rows.map(({ name, source }) => ({
          entityRef: customerRef(name),
          locationKey: locationOf(source),
        })),
      });
    }
  }

  async #places(
    source: IngestedSource,
    rows: readonly ListedRow[],
  ): Promise<Map<string, Placement>> {
    const order = this.#config.sources.map(each => each.source);
    const claims = await this.#store.claims(
      rows,
      order.slice(0, order.indexOf(source.source)),
    );
    return new Map(
      rows.map(row => [
        row.id,
        placeCustomer(row, claims.get(row.id) ?? [], source),
      ]),
    );
  }

  /** All that stand above the accounts, by id; a level a read. */
  async #ancestors(source: string, rows: readonly ListedRow[]) {
    const known = new Map(rows.map(row => [row.id, row]));
    let level = rows;
    for (let depth = 0; depth <= MAX_LEVELS && level.length > 0; depth++) {
      const wanted = level.flatMap(({ listed }) => listed.parent ?? []);
      level = await this.#store.rows(
        source,
        [...new Set(wanted)].filter(id => !known.has(id)),
      );
      for (const row of level) {
        known.set(row.id, row);
      }
    }
    return known;
  }
}

function nameOf(place: Placement | undefined): string | undefined {
  return place?.kind === 'own' || place?.kind === 'linked'
    ? place.name
    : undefined;
}

function linksOf(
  { source, id, listed }: ListedRow,
  place: Placement | undefined,
): CustomerLink[] {
  switch (place?.kind) {
    case 'own': {
      const ref = customerRef(place.name);
      return [
        { customerRef: ref, source, ids: [id], rule: 'listed' },
        ...Object.entries(listed.links)
          .filter(([, ids]) => ids.length > 0)
          .map(([other, ids]) => ({
            customerRef: ref,
            source: other,
            ids,
            rule: 'external_id' as const,
          })),
      ];
    }
    case 'linked':
      return [
        {
          customerRef: customerRef(place.name),
          source,
          ids: [id],
          rule: place.rule,
        },
      ];
    default:
      return [];
  }
}
