import {
  OBSERVED_FACETS,
  type FacetDefinition,
  type FacetId,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { Clock } from '../clock/SharedClock';
import type { ObservationsConfig } from '../config/readObservationsConfig';
import type { Watch } from '../watches/Watch';
import { DAILY_MS, keptMsOf } from './kept';
import type { ObservationStore } from './ObservationStore';

const AT_ONCE = 5_000;

/** Forgets the figures that are older than config lets them be. */
export class RetentionWatch implements Watch {
  readonly id = 'customer-360-observations-retention';
  readonly schedule: Watch['schedule'] = {
    frequency: { cron: '41 3 * * *' },
    timeout: { hours: 1 },
    initialDelay: { minutes: 5 },
  };
  readonly #store: ObservationStore;
  readonly #clock: Clock;
  readonly #facetsByAge = new Map<number, FacetId[]>();

  constructor(options: {
    store: ObservationStore;
    definitions: readonly FacetDefinition[];
    config: ObservationsConfig;
    clock: Clock;
  }) {
    this.#store = options.store;
    this.#clock = options.clock;
    for (const facet of OBSERVED_FACETS) {
      const age = keptMsOf(facet, options.definitions, options.config);
      this.#facetsByAge.set(age, [
        ...(this.#facetsByAge.get(age) ?? []),
        facet,
      ]);
    }
  }

  async run(signal: AbortSignal): Promise<void> {
    for (const [age, facets] of this.#facetsByAge) {
      await this.#delete(facets, age, false, signal);
    }
    await this.#delete(OBSERVED_FACETS, DAILY_MS, true, signal);
  }

  /** In pieces, so that no transaction holds others up. */
  async #delete(
    facets: readonly FacetId[],
    ageMs: number,
    unchangedOnly: boolean,
    signal: AbortSignal,
  ): Promise<void> {
    const before = new Date(this.#clock.now() - ageMs).toISOString();
    let deleted = AT_ONCE;
    while (deleted === AT_ONCE && !signal.aborted) {
      deleted = await this.#store.deleteBefore({
        facets,
        before,
        unchangedOnly,
        limit: AT_ONCE,
      });
    }
  }
}
