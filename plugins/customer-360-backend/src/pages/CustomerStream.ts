import {
  accountFacet,
  type FacetDefinition,
  type ViewFrame,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { Clock } from '../clock/SharedClock';
import type { HierarchyFilter } from '../customers/HierarchyFilter';
import { identityOf } from '../customers/identityOf';
import type { FacetEngine } from '../facets/FacetEngine';
import { unpackSources, type SourceReading } from '../facets/readings';
import type { PastReadings } from '../observations/PastReadings';
import { composedFrame, facetFrame, shellFrame } from '../view/composeFrames';
import type { PageRequest } from './CustomerPage';

/** Gives a page in parts, each as soon as it is known. */
export class CustomerStream {
  readonly #engine: FacetEngine;
  readonly #hierarchy: HierarchyFilter;
  readonly #past: PastReadings;
  readonly #definitions: readonly FacetDefinition[];
  readonly #filled: ReadonlySet<string>;
  readonly #clock: Clock;

  constructor(options: {
    engine: FacetEngine;
    hierarchy: HierarchyFilter;
    past: PastReadings;
    definitions: readonly FacetDefinition[];
    filled: ReadonlySet<string>;
    clock: Clock;
  }) {
    this.#engine = options.engine;
    this.#hierarchy = options.hierarchy;
    this.#past = options.past;
    this.#definitions = options.definitions;
    this.#filled = options.filled;
    this.#clock = options.clock;
  }

  async *of(request: PageRequest): AsyncGenerator<ViewFrame> {
    const { customer, facets, generations, links } = request;
    const readings = new Map<string, readonly SourceReading[]>();
    const input = () => ({
      entity: customer.entity,
      shape: customer.shape,
      definitions: this.#definitions,
      filled: this.#filled,
      readings,
      now: new Date(this.#clock.now()),
    });
    const shell = shellFrame(input());
    yield shell;
    const shown = shell.type === 'shell' ? shell.facets : [];
    // What will not be read is known already: denied, or nobody fills it.
    for (const facet of shown.filter(
      id => !facets.includes(id) || !this.#filled.has(id),
    )) {
      const frame = facetFrame(input(), facet);
      if (frame) {
        yield frame;
      }
    }
    const updates = this.#engine.follow({
      customer: identityOf(customer),
      links,
      facets,
      generations,
    });
    for await (const update of updates) {
      const sources = unpackSources(update.readings);
      readings.set(
        update.facet,
        update.facet === accountFacet.id
          ? await this.#withoutHidden(request, sources)
          : sources,
      );
      const frame = facetFrame(input(), update.facet);
      if (frame) {
        yield frame;
      }
    }
    const past = await this.#past.of(customer.ref, facets, this.#clock.now());
    yield composedFrame({ ...input(), past: past.readings });
    yield { type: 'end' };
  }

  async #withoutHidden(
    { reader }: PageRequest,
    sources: readonly SourceReading[],
  ): Promise<SourceReading[]> {
    return this.#hierarchy.keep(
      sources,
      await this.#hierarchy.shown(reader, this.#hierarchy.relativesOf(sources)),
    );
  }
}
