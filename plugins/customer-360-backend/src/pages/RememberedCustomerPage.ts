import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock/SharedClock';
import type { HierarchyFilter, Relative } from '../customers/HierarchyFilter';
import type { Generations } from '../generations/Generations';
import type { SourceRegistry } from '../sources/SourceRegistry';
import type { ComposedCustomerPage } from './ComposedCustomerPage';
import type { CustomerPage, PageRequest } from './CustomerPage';
import type { FinishedPage } from './FinishedPage';
import type { PageObserver } from './PageObserver';
import type { PageCache } from './PageCache';

/** What was last given to people of one access shape. */
interface Remembered {
  readonly generations: Generations;
  /** Those of what these people may see: of the rest nothing is noticed. */
  readonly visible: string;
  readonly settledUntil: number;
  readonly relatives: readonly Relative[];
  /** ETags by what of the hierarchy is shown. */
  readonly etags: Map<string, string>;
}

const MAX_REMEMBERED = 20_000;
const MAX_ETAGS = 8;

/**
 * Gives the page that was given before, while no change has been acknowledged
 * and nothing of it is due to be read again: the warm way, a few comparisons
 * and no look at a single facet.
 */
export class RememberedCustomerPage implements CustomerPage {
  readonly #composed: ComposedCustomerPage;
  readonly #pages: PageCache;
  readonly #hierarchy: HierarchyFilter;
  readonly #sources: SourceRegistry;
  readonly #clock: Clock;
  readonly #observer: PageObserver;
  readonly #remembered = new LRUCache<string, Remembered>({
    max: MAX_REMEMBERED,
  });

  constructor(options: {
    composed: ComposedCustomerPage;
    pages: PageCache;
    hierarchy: HierarchyFilter;
    sources: SourceRegistry;
    clock: Clock;
    observer: PageObserver;
  }) {
    this.#composed = options.composed;
    this.#pages = options.pages;
    this.#hierarchy = options.hierarchy;
    this.#sources = options.sources;
    this.#clock = options.clock;
    this.#observer = options.observer;
  }

  async of(request: PageRequest): Promise<FinishedPage> {
    const { customer, links, reader } = request;
    const key = `${customer.ref} ${customer.entityVersion} ${customer.shape.key} ${links.key}`;
    const known = this.#remembered.get(key);
    if (known && this.#holds(known, request)) {
      const etag = known.etags.get(
        known.relatives.length === 0
          ? ''
          : (await this.#hierarchy.shown(reader, known.relatives)).key,
      );
      const page = etag === undefined ? undefined : this.#pages.get(etag);
      if (page) {
        this.#observer.onPage('remembered');
        return page;
      }
    }
    const composed = await this.#composed.compose(request);
    const current = this.#remembered.get(key);
    if (
      current &&
      this.#holds(current, request) &&
      current.etags.size < MAX_ETAGS
    ) {
      // Somebody of the same shape who may see other relatives.
      current.etags.set(composed.shown, composed.page.etag);
    } else {
      this.#remembered.set(key, {
        generations: request.generations,
        visible: this.#visible(request),
        settledUntil: composed.settledUntil,
        relatives: composed.relatives,
        etags: new Map([[composed.shown, composed.page.etag]]),
      });
    }
    return composed.page;
  }

  #holds(known: Remembered, request: PageRequest): boolean {
    return (
      this.#clock.now() < known.settledUntil &&
      (known.generations.text === request.generations.text ||
        known.visible === this.#visible(request))
    );
  }

  #visible({ facets, generations }: PageRequest): string {
    return facets
      .flatMap(facet =>
        this.#sources.filling(facet).map(({ id }) => generations.of(id, facet)),
      )
      .join(' ');
  }
}
