import { stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  accountFacet,
  CUSTOMER_KIND,
  grantsManagePermission,
  type FacetDefinition,
  type FacetPage,
  type ViewFrame,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { AccessExplainer } from '@customer-360/backstage-plugin-customer-360-node';
import { visibleFacets } from '../access/AccessShape';
import type {
  CustomerAccess,
  ReadableCustomer,
} from '../access/CustomerAccess';
import type { Reader } from '../access/Reader';
import type { Clock } from '../clock/SharedClock';
import type { FacetEngine } from '../facets/FacetEngine';
import type { FacetPager, FacetPageReadings } from '../facets/FacetPager';
import type { SourceReading } from '../facets/readings';
import type { CustomerChanges } from '../generations/CustomerChanges';
import type { Generations } from '../generations/Generations';
import type {
  CustomerLedgerEntry,
  LedgerKind,
  LedgerStore,
  Look,
} from '../ledger/LedgerStore';
import { refusedToo } from '../ledger/refusedToo';
import type { LinkResolver } from '../links/LinkResolver';
import type { CustomerPage } from '../pages/CustomerPage';
import type { FinishedPage } from '../pages/FinishedPage';
import type { CustomerStream } from '../pages/CustomerStream';
import { composeFacetView } from '../view/composeFacetView';
import type { CustomerName, CustomerPages, Preview } from './CustomerPages';
import type { HierarchyFilter } from './HierarchyFilter';
import { ledgerEntry } from './ledgerEntry';
import { requestOf } from './requestOf';

/** @see CustomerPages */
export class DefaultCustomerPages implements CustomerPages {
  readonly #access: CustomerAccess;
  readonly #explainer: AccessExplainer;
  readonly #ledger: LedgerStore;
  readonly #changes: CustomerChanges;
  readonly #engine: FacetEngine;
  readonly #page: CustomerPage;
  readonly #streams: CustomerStream;
  readonly #pager: FacetPager;
  readonly #links: LinkResolver;
  readonly #hierarchy: HierarchyFilter;
  readonly #definitions: readonly FacetDefinition[];
  readonly #clock: Clock;

  constructor(options: {
    access: CustomerAccess;
    explainer: AccessExplainer;
    ledger: LedgerStore;
    changes: CustomerChanges;
    engine: FacetEngine;
    page: CustomerPage;
    streams: CustomerStream;
    pager: FacetPager;
    links: LinkResolver;
    hierarchy: HierarchyFilter;
    definitions: readonly FacetDefinition[];
    clock: Clock;
  }) {
    this.#access = options.access;
    this.#explainer = options.explainer;
    this.#ledger = options.ledger;
    this.#changes = options.changes;
    this.#engine = options.engine;
    this.#page = options.page;
    this.#streams = options.streams;
    this.#pager = options.pager;
    this.#links = options.links;
    this.#hierarchy = options.hierarchy;
    this.#definitions = options.definitions;
    this.#clock = options.clock;
  }

  async view(
    reader: Reader,
    name: CustomerName,
    look: Look = 'opened',
  ): Promise<FinishedPage> {
    const customer = await this.#read(reader, 'view', name);
    const facets = visibleFacets(customer.shape);
    const generations = await this.#ledger.appendRead(
      ledgerEntry(reader, 'view', customer, facets, look),
    );
    return this.#page.of({ reader, customer, facets, generations });
  }

  async preview(
    reader: Reader,
    name: CustomerName,
    { role, scope }: Preview,
  ): Promise<FinishedPage> {
    const actingAs = `${role}:${scope}`;
    const { customer, grant } = await refusedToo(
      this.#ledger,
      { ...this.#refusal(reader, 'view', name), actingAs },
      async () => {
        await this.#access.require(reader, grantsManagePermission);
        return {
          customer: await this.#access.readCustomer(reader, name),
          grant: this.#explainer.roles()?.find(it => it.name === role)?.scopes[
            scope
          ],
        };
      },
    );
    if (!grant) {
      throw new InputError(
        'The parameter as names no role that sees anything in this scope',
      );
    }
    const seen = this.#access.asSeenBy(customer, grant);
    const facets = visibleFacets(seen.shape);
    const generations = await this.#ledger.appendRead({
      ...ledgerEntry(reader, 'view', seen, facets),
      actingAs,
    });
    return this.#page.of({ reader, customer: seen, facets, generations });
  }

  async stream(
    reader: Reader,
    name: CustomerName,
  ): Promise<AsyncIterable<ViewFrame>> {
    const customer = await this.#read(reader, 'stream', name);
    const facets = visibleFacets(customer.shape);
    const generations = await this.#record(reader, 'stream', customer, facets);
    return this.#streams.of({ reader, customer, facets, generations });
  }

  async refresh(
    reader: Reader,
    name: CustomerName,
    asked?: readonly string[],
  ): Promise<FinishedPage> {
    const customer = await this.#read(reader, 'refresh', name);
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
    const facets = visibleFacets(customer.shape);
    const again = asked ? facets.filter(id => asked.includes(id)) : facets;
    const generations = await this.#record(reader, 'refresh', customer, again);
    return this.#page.of({
      reader,
      customer,
      facets,
      generations: await this.#renew(customer, again, generations),
    });
  }

  async facet(
    reader: Reader,
    name: CustomerName,
    facet: string,
    page: { cursor?: string; limit: number },
  ): Promise<FacetPage> {
    const customer = await this.#read(reader, 'facet', name);
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
    const generations = await this.#record(reader, 'facet', customer, [facet]);
    const { readings, paged, nextCursor }: FacetPageReadings =
      access.level === 'none'
        ? {}
        : await this.#pager.read({
            ...requestOf(customer, this.#links),
            generations,
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
              ? await this.#withoutHidden(reader, readings)
              : readings,
          now: new Date(this.#clock.now()),
        }),
      } as Pick<FacetPage, 'facet' | 'view'>),
      ...(nextCursor !== undefined && { nextCursor }),
    };
  }

  #read(
    reader: Reader,
    kind: LedgerKind,
    name: CustomerName,
  ): Promise<ReadableCustomer> {
    return refusedToo(this.#ledger, this.#refusal(reader, kind, name), () =>
      this.#access.readCustomer(reader, name),
    );
  }

  #refusal(
    reader: Reader,
    kind: LedgerKind,
    name: CustomerName,
  ): CustomerLedgerEntry {
    return {
      kind,
      actorRef: reader.userRef,
      customerRef: stringifyEntityRef({ kind: CUSTOMER_KIND, ...name }),
      facets: {},
      labels: [],
    };
  }

  async #withoutHidden(
    reader: Reader,
    readings: readonly SourceReading[],
  ): Promise<SourceReading[]> {
    return this.#hierarchy.keep(
      readings,
      await this.#hierarchy.shown(
        reader,
        this.#hierarchy.relativesOf(readings),
      ),
    );
  }

  /**
   * A refresh is a change that somebody supposes: what is kept is made
   * worthless on every instance, and shown only where nothing newer comes.
   */
  async #renew(
    customer: ReadableCustomer,
    facets: readonly string[],
    generations: Generations,
  ): Promise<Generations> {
    let renewed = generations;
    const targets = this.#engine.refreshable({
      ...requestOf(customer, this.#links),
      facets,
      generations,
    });
    for (const target of targets) {
      renewed = await this.#changes.acknowledge({
        customerRef: customer.ref,
        ...target,
      });
    }
    return renewed;
  }

  #record(
    reader: Reader,
    kind: LedgerKind,
    customer: ReadableCustomer,
    facets: readonly string[],
  ): Promise<Generations> {
    return this.#ledger.appendRead(ledgerEntry(reader, kind, customer, facets));
  }
}
