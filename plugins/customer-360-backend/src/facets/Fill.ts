import type { SourceContext } from '@customer-360/backstage-plugin-customer-360-node';
import type { SourceOutcome, SourceSession } from '../sources/openSession';
import type { FacetUnit } from './facetKey';

/** One read of several facets of one account. */
export class Fill {
  readonly unit: FacetUnit;
  /** When it began, by the shared clock: the age of all that it brings. */
  readonly startedAt: number;
  /** Facets of one fill live equally long, so that they go stale together. */
  readonly lifetime: number;
  readonly #open: () => SourceSession;
  #session?: SourceSession;

  constructor(options: {
    unit: FacetUnit;
    startedAt: number;
    lifetime: number;
    session: () => SourceSession;
  }) {
    this.unit = options.unit;
    this.startedAt = options.startedAt;
    this.lifetime = options.lifetime;
    this.#open = options.session;
  }

  ask<T>(
    fn: (context: SourceContext) => Promise<T>,
  ): Promise<SourceOutcome<T>> {
    this.#session ??= this.#open();
    return this.#session.ask(fn);
  }

  end(): void {
    this.#session?.end();
  }
}
