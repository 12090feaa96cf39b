import { InputError, NotFoundError } from '@backstage/errors';
import {
  accountFacet,
  type FacetDefinition,
  type FacetPage,
  type ViewFrame,
} from '@customer-360/backstage-plugin-customer-360-common';
import { visibleFacets } from '../access/AccessShape';
import type { ReadableCustomer } from '../access/CustomerAccess';
import type { Reader } from '../access/Reader';
import type { Clock } from '../clock/SharedClock';
import type { FacetList } from '../facets/FacetCursor';
import type { FacetEngine } from '../facets/FacetEngine';
import type { FacetPager, FacetPageReadings } from '../facets/FacetPager';
import type { SourceReading } from '../facets/readings';
import type { CustomerChanges } from '../generations/CustomerChanges';
import type { Generations } from '../generations/Generations';
import type {
  LedgerEntry,
  LedgerKind,
  LedgerStore,
  Look,
} from '../ledger/LedgerStore';
import type { CustomerLinks, LinkResolver } from '../links/LinkResolver';
import type { CustomerPage } from '../pages/CustomerPage';
import type { FinishedPage } from '../pages/FinishedPage';
import type { CustomerStream } from '../pages/CustomerStream';
import { composeFacetView } from '../view/composeFacetView';
import type { CustomerName, CustomerPages, Preview } from './CustomerPages';
import type { HierarchyFilter } from './HierarchyFilter';
import { ledgerEntry } from './ledgerEntry';
import { identityOf } from './identityOf';
import type { Sight, Sights } from './Sights';

/** What a request is read with, once it is on record. */
interface Recorded {
  readonly generations: Generations;
  readonly links: CustomerLinks;
}

/** @see CustomerPages */
export class DefaultCustomerPages implements CustomerPages {
  readonly #sights: Sights;
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
    sights: Sights;
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
    this.#sights = options.sights;
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
    return this.#whole(
      reader,
      'view',
      await this.#sights.of(reader, 'view', name),
      look,
    );
  }

  async brief(reader: Reader, name: CustomerName): Promise<FinishedPage> {
    return this.#whole(
      reader,
      'brief',
      await this.#sights.of(reader, 'brief', name),
    );
  }

  async preview(
    reader: Reader,
    name: CustomerName,
    as: Preview,
  ): Promise<FinishedPage> {
    return this.#whole(
      reader,
      'view',
      await this.#sights.of(reader, 'view', name, as),
    );
  }

  async stream(
    reader: Reader,
    name: CustomerName,
    as?: Preview,
  ): Promise<AsyncIterable<ViewFrame>> {
    const sight = await this.#sights.of(reader, 'stream', name, as);
    const { customer } = sight;
    const facets = visibleFacets(customer.shape);
    const recorded = await this.#record(
      reader,
      'stream',
      sight,
      allFacets(customer),
    );
    return whileConfirmed(
      this.#streams.of({ reader, customer, facets, ...recorded }),
      sight,
    );
  }

  async refresh(
    reader: Reader,
    name: CustomerName,
    asked?: readonly string[],
  ): Promise<FinishedPage> {
    const sight = await this.#sights.of(
      reader,
      'refresh',
      name,
      undefined,
      this.#known(asked ?? []),
    );
    const { customer } = sight;
    for (const id of asked ?? []) {
      if (!customer.shape.facets.has(id)) {
        throw new InputError('The parameter facets names an unknown facet');
      }
    }
    const facets = visibleFacets(customer.shape);
    const again = asked ? facets.filter(id => asked.includes(id)) : facets;
    const recorded = await this.#record(
      reader,
      'refresh',
      sight,
      asked ?? facets,
      // Tells who had the whole page read again from who wanted a part of it.
      { asked: asked ? 'named' : 'page' },
    );
    const page = await this.#page.of({
      reader,
      customer,
      facets,
      links: recorded.links,
      generations: await this.#renew(customer, again, recorded),
    });
    await sight.confirm();
    return page;
  }

  async facet(
    reader: Reader,
    name: CustomerName,
    facet: string,
    page: { cursor?: string; limit: number },
    as?: Preview,
  ): Promise<FacetPage> {
    const sight = await this.#sights.of(
      reader,
      'facet',
      name,
      as,
      this.#known([facet]),
    );
    const { customer } = sight;
    const definition = this.#definitions.find(({ id }) => id === facet);
    const access = customer.shape.facets.get(facet);
    if (!definition || !access) {
      throw new NotFoundError('There is no such facet');
    }
    const list: FacetList = {
      customerRef: customer.ref,
      facetId: facet,
      userRef: reader.userRef,
    };
    const position = this.#pager.positionOf(list, page.cursor);
    // How many records there are is known only when they have been read.
    const upTo = String(page.limit);
    const recorded = await this.#record(reader, 'facet', sight, [facet], {
      upTo,
    });
    const { readings, paged, nextCursor }: FacetPageReadings =
      access.level === 'none'
        ? {}
        : await this.#pager.read({
            customer: identityOf(customer),
            ...recorded,
            definition,
            list,
            position,
            limit: page.limit,
            whole: access.level === 'summary',
          });
    const shown: FacetPage = {
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
    await sight.confirm();
    return shown;
  }

  async #whole(
    reader: Reader,
    kind: 'view' | 'brief',
    sight: Sight,
    look?: Look,
  ): Promise<FinishedPage> {
    const { customer } = sight;
    const facets = visibleFacets(customer.shape);
    const recorded = await this.#record(
      reader,
      kind,
      sight,
      allFacets(customer),
      look && { look },
    );
    const page = await this.#page.of({ reader, customer, facets, ...recorded });
    await sight.confirm();
    return page;
  }

  /** Whatever else somebody writes into a path is nothing for the ledger. */
  #known(facets: readonly string[]): string[] {
    return this.#definitions
      .map(({ id }) => id)
      .filter(id => facets.includes(id));
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
    recorded: Recorded,
  ): Promise<Generations> {
    let renewed = recorded.generations;
    const targets = this.#engine.refreshable({
      customer: identityOf(customer),
      facets,
      ...recorded,
    });
    for (const target of targets) {
      renewed = await this.#changes.acknowledge({
        customerRef: customer.ref,
        ...target,
      });
    }
    return renewed;
  }

  /** The row, and beside it which accounts the customer is read from. */
  async #record(
    reader: Reader,
    kind: LedgerKind,
    { actingAs, customer }: Sight,
    facets: readonly string[],
    detail?: LedgerEntry['detail'],
  ): Promise<Recorded> {
    const entry = ledgerEntry(reader, kind, customer, facets, detail);
    const [generations, links] = await Promise.all([
      this.#ledger.appendRead(
        actingAs === undefined ? entry : { ...entry, actingAs },
      ),
      this.#links.linksOf(customer.entity),
    ]);
    return { generations, links };
  }
}

/** A page withholds what it does not show, and the row says that too. */
function allFacets({ shape }: ReadableCustomer): string[] {
  return [...shape.facets.keys()];
}

/** Ends where the reader may not see any more what they began to see. */
async function* whileConfirmed(
  frames: AsyncIterable<ViewFrame>,
  sight: Sight,
): AsyncGenerator<ViewFrame> {
  for await (const frame of frames) {
    await sight.confirm();
    yield frame;
  }
}
