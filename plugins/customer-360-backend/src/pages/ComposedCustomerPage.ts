import {
  accountFacet,
  type FacetDefinition,
} from '@customer-360/backstage-plugin-customer-360-common';
import { promisify } from 'node:util';
import type { Clock } from '../clock/SharedClock';
import type {
  HierarchyFilter,
  Relative,
  ShownRelatives,
} from '../customers/HierarchyFilter';
import { identityOf } from '../customers/identityOf';
import type { FacetEngine } from '../facets/FacetEngine';
import type { PackedReading } from '../facets/PackedReading';
import {
  unpackReadings,
  unpackSources,
  type FacetReadings,
} from '../facets/readings';
import type { InstallationKey } from '../installation/InstallationKey';
import type { Past, PastReadings } from '../observations/PastReadings';
import { composeView } from '../view/composeView';
import type { CustomerPage, PageRequest } from './CustomerPage';
import type { FinishedPage } from './FinishedPage';
import { finishPage } from './finishPage';
import type { PageObserver } from './PageObserver';
import type { PageCache } from './PageCache';
import { settledUntil, valueVersions } from './valueVersions';

/** A page with what has to be known to give it again without looking further. */
export interface ComposedPage {
  readonly page: FinishedPage;
  /** Whom the page names beside the customer, before anybody's rights. */
  readonly relatives: readonly Relative[];
  readonly shown: string;
  /** By the shared clock, in milliseconds. */
  readonly settledUntil: number;
}

/** What a page is made of. */
interface Made {
  readonly readings: FacetReadings<PackedReading>;
  readonly past: Past;
  readonly shown: ShownRelatives;
  /** By the shared clock, in milliseconds. */
  readonly now: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const nextTurn = promisify(setImmediate);
/** Compressed, of all readings of a page together. */
const LARGE_BYTES = 64 * 1024;

/**
 * Makes a page from its readings, or gives the one that was made of the very
 * same values for somebody who may see the very same.
 */
export class ComposedCustomerPage implements CustomerPage {
  readonly #engine: FacetEngine;
  readonly #hierarchy: HierarchyFilter;
  readonly #past: PastReadings;
  readonly #definitions: readonly FacetDefinition[];
  readonly #filled: ReadonlySet<string>;
  readonly #pages: PageCache;
  readonly #key: InstallationKey;
  readonly #configVersion: string;
  readonly #clock: Clock;
  readonly #observer: PageObserver;
  readonly #underWay = new Map<string, Promise<FinishedPage>>();

  constructor(options: {
    engine: FacetEngine;
    hierarchy: HierarchyFilter;
    past: PastReadings;
    definitions: readonly FacetDefinition[];
    /** Ids of the facets that some source fills. */
    filled: ReadonlySet<string>;
    pages: PageCache;
    key: InstallationKey;
    /** Changes with whatever else decides what a page looks like. */
    configVersion: string;
    clock: Clock;
    observer: PageObserver;
  }) {
    this.#engine = options.engine;
    this.#hierarchy = options.hierarchy;
    this.#past = options.past;
    this.#definitions = options.definitions;
    this.#filled = options.filled;
    this.#pages = options.pages;
    this.#key = options.key;
    this.#configVersion = options.configVersion;
    this.#clock = options.clock;
    this.#observer = options.observer;
  }

  async of(request: PageRequest): Promise<FinishedPage> {
    return (await this.compose(request)).page;
  }

  async compose(request: PageRequest): Promise<ComposedPage> {
    const { customer, facets, generations, links } = request;
    const began = this.#clock.now();
    const [readings, past] = await Promise.all([
      this.#engine.read({
        customer: identityOf(customer),
        links,
        facets,
        generations,
      }),
      this.#past.of(customer.ref, facets, began),
    ]);
    const relatives = this.#hierarchy.relativesOf(
      unpackSources(readings.get(accountFacet.id) ?? []),
    );
    const shown = await this.#hierarchy.shown(request.reader, relatives);
    const now = this.#clock.now();
    return {
      page: await this.#pageOf(request, { readings, past, shown, now }),
      relatives,
      shown: shown.key,
      settledUntil: past.known ? settledUntil(readings, now) : now,
    };
  }

  #pageOf(
    request: PageRequest,
    made: Made,
  ): Promise<FinishedPage> | FinishedPage {
    const etag = this.#etagOf(request, made);
    const known = this.#pages.get(etag) ?? this.#underWay.get(etag);
    this.#observer.onPage(known ? 'known' : 'composed');
    if (known) {
      return known;
    }
    // Whoever asks for the same ETag may see the same bytes: everything that
    // decides what is in them is in it.
    const making = this.#make(request, etag, made).finally(() =>
      this.#underWay.delete(etag),
    );
    this.#underWay.set(etag, making);
    return making;
  }

  async #make(
    { customer }: PageRequest,
    etag: string,
    { readings, past, shown, now }: Made,
  ): Promise<FinishedPage> {
    // A page of thousands of records is made in steps, and others are served
    // between them.
    const rest = isLarge(readings) ? nextTurn : () => undefined;
    const visible = this.#hierarchy.keepIn(unpackReadings(readings), shown);
    await rest();
    const view = composeView({
      entity: customer.entity,
      shape: customer.shape,
      definitions: this.#definitions,
      filled: this.#filled,
      readings: visible,
      past: past.readings,
      now: new Date(now),
    });
    await rest();
    const page = await finishPage(etag, view);
    this.#pages.set(page);
    return page;
  }

  /**
   * Over everything that decides what is in the page and nothing that the
   * reader may not see; keyed, so that nobody can compute the one of a page
   * they may not see.
   */
  #etagOf(
    { customer }: PageRequest,
    { readings, past, shown, now }: Made,
  ): string {
    const parts = [
      this.#configVersion,
      customer.ref,
      customer.entityVersion,
      customer.shape.key,
      shown.key,
      // Days to go are counted from today.
      Math.floor(now / DAY_MS),
      valueVersions(readings),
      past.version,
    ];
    return `W/"${this.#key.sign('etag', JSON.stringify(parts))}"`;
  }
}

function isLarge(readings: FacetReadings<PackedReading>): boolean {
  let bytes = 0;
  for (const sources of readings.values()) {
    for (const { accounts } of sources) {
      for (const account of accounts) {
        bytes +=
          account.kind === 'read' ? account.reading.packed.byteLength : 0;
      }
    }
  }
  return bytes > LARGE_BYTES;
}
