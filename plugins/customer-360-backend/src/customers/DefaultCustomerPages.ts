import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  accountFacet,
  customerDomain,
  type CustomerView,
  type FacetDefinition,
  type FacetPage,
} from '@customer-360/backstage-plugin-customer-360-common';
import { visibleFacets } from '../access/AccessShape';
import type {
  CustomerAccess,
  ReadableCustomer,
} from '../access/CustomerAccess';
import type { Reader } from '../access/Reader';
import type { CustomerIdentity } from '../facets/CustomerIdentity';
import type { FacetEngine } from '../facets/FacetEngine';
import type { FacetPager, FacetPageReadings } from '../facets/FacetPager';
import type { LedgerKind, LedgerStore } from '../ledger/LedgerStore';
import type { LinkResolver } from '../links/LinkResolver';
import type { SourceRegistry } from '../sources/SourceRegistry';
import { composeFacetView } from '../view/composeFacetView';
import { composeView } from '../view/composeView';
import type { CustomerAccessView } from './CustomerAccessView';
import type { CustomerName, CustomerPages } from './CustomerPages';
import { HierarchyFilter } from './HierarchyFilter';
import { explainAccess } from './explainAccess';
import { ledgerEntry } from './ledgerEntry';

/** @see CustomerPages */
export class DefaultCustomerPages implements CustomerPages {
  readonly #access: CustomerAccess;
  readonly #ledger: LedgerStore;
  readonly #engine: FacetEngine;
  readonly #pager: FacetPager;
  readonly #links: LinkResolver;
  readonly #hierarchy: HierarchyFilter;
  readonly #sources: SourceRegistry;
  readonly #definitions: readonly FacetDefinition[];
  readonly #labels: readonly string[];
  readonly #now: () => number;

  constructor(options: {
    access: CustomerAccess;
    ledger: LedgerStore;
    engine: FacetEngine;
    pager: FacetPager;
    links: LinkResolver;
    sources: SourceRegistry;
    definitions: readonly FacetDefinition[];
    labels: readonly string[];
    now: () => number;
  }) {
    this.#access = options.access;
    this.#ledger = options.ledger;
    this.#engine = options.engine;
    this.#pager = options.pager;
    this.#links = options.links;
    this.#hierarchy = new HierarchyFilter(options);
    this.#sources = options.sources;
    this.#definitions = options.definitions;
    this.#labels = options.labels;
    this.#now = options.now;
  }

  async view(reader: Reader, name: CustomerName): Promise<CustomerView> {
    const customer = await this.#access.readCustomer(reader, name);
    const facets = visibleFacets(customer.shape);
    await this.#record(reader, 'view', customer, facets);
    return this.#compose(reader, customer, facets);
  }

  async refresh(
    reader: Reader,
    name: CustomerName,
    asked?: readonly string[],
  ): Promise<CustomerView> {
    const customer = await this.#access.readCustomer(reader, name);
    if (!customer.shape.mayRefresh) {
      throw new NotAllowedError(
        'You may read this customer, but not have it read again. What is shown is as old as it says.',
      );
    }
    for (const id of asked ?? []) {
      if (!customer.shape.facets.has(id)) {
        throw new InputError('The parameter facets names an unknown facet');
      }
    }
    const visible = visibleFacets(customer.shape);
    const again = asked ? visible.filter(id => asked.includes(id)) : visible;
    await this.#record(reader, 'refresh', customer, again);
    return this.#compose(reader, customer, visible, again);
  }

  async facet(
    reader: Reader,
    name: CustomerName,
    facet: string,
    page: { cursor?: string; limit: number },
  ): Promise<FacetPage> {
    const customer = await this.#access.readCustomer(reader, name);
    const definition = this.#definitions.find(({ id }) => id === facet);
    const access = customer.shape.facets.get(facet);
    if (!definition || !access) {
      throw new NotFoundError('There is no such facet');
    }
    const position = this.#pager.positionOf(
      customer.ref,
      definition,
      page.cursor,
    );
    await this.#record(reader, 'facet', customer, [facet]);
    const { readings, paged, nextCursor }: FacetPageReadings =
      access.level === 'none'
        ? {}
        : await this.#pager.read({
            ...this.#of(customer),
            definition,
            position,
            limit: page.limit,
            whole: access.level === 'summary',
          });
    return {
      // The view is of the facet whose definition made it.
      ...({
        facet,
        view: composeFacetView({
          // Of one page of many no figure can be made.
          definition: paged
            ? { ...definition, summarize: undefined }
            : definition,
          access,
          has: label => customer.shape.labels.has(label),
          readings:
            readings && facet === accountFacet.id
              ? await this.#hierarchy.ofAccount(reader, readings)
              : readings,
          now: new Date(this.#now()),
        }),
      } as Pick<FacetPage, 'facet' | 'view'>),
      ...(nextCursor !== undefined && { nextCursor }),
    };
  }

  async access(
    reader: Reader,
    name: CustomerName,
  ): Promise<CustomerAccessView> {
    return explainAccess(
      await this.#access.readCustomer(reader, name),
      this.#definitions,
      this.#labels,
    );
  }

  async #compose(
    reader: Reader,
    customer: ReadableCustomer,
    facets: readonly string[],
    refresh?: readonly string[],
  ): Promise<CustomerView> {
    const readings = await this.#hierarchy.apply(
      reader,
      await this.#engine.read({ ...this.#of(customer), facets, refresh }),
    );
    return composeView({
      entity: customer.entity,
      shape: customer.shape,
      definitions: this.#definitions,
      filled: new Set(
        this.#definitions
          .map(({ id }) => id)
          .filter(id => this.#sources.filling(id).length > 0),
      ),
      readings,
      now: new Date(this.#now()),
    });
  }

  #of({ entity, ref }: ReadableCustomer): {
    customer: CustomerIdentity;
    links: ReturnType<LinkResolver['linksOf']>;
  } {
    return {
      customer: {
        ref,
        title: entity.metadata.title ?? entity.metadata.name,
        domain: customerDomain(entity),
      },
      links: this.#links.linksOf(entity),
    };
  }

  #record(
    reader: Reader,
    kind: LedgerKind,
    customer: ReadableCustomer,
    facets: readonly string[],
  ): Promise<void> {
    return this.#ledger.append([ledgerEntry(reader, kind, customer, facets)]);
  }
}
