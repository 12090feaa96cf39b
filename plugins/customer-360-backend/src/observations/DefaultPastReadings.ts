import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  CHANGE_WINDOWS,
  isFacetId,
  OBSERVED_FACETS,
  type ObservedReading,
} from '@customer-360/backstage-plugin-customer-360-common';
import { endOfDay } from './days';
import type { Observation, ObservationStore } from './ObservationStore';
import type { Past, PastReadings } from './PastReadings';

const UNKNOWN: Past = { readings: [], version: 'unknown', known: false };

/** @see PastReadings */
export class DefaultPastReadings implements PastReadings {
  readonly #store: Pick<ObservationStore, 'milestones'>;
  readonly #logger: LoggerService;

  constructor(options: {
    store: Pick<ObservationStore, 'milestones'>;
    logger: LoggerService;
  }) {
    this.#store = options.store;
    this.#logger = options.logger;
  }

  async of(
    customerRef: string,
    facets: readonly string[],
    now: number,
  ): Promise<Past> {
    const observed = facets
      .filter(isFacetId)
      .filter(facet => OBSERVED_FACETS.includes(facet));
    if (observed.length === 0) {
      return { readings: [], version: '', known: true };
    }
    try {
      const readings = pastOf(
        await this.#store.milestones(customerRef, {
          facets: observed,
          upTo: CHANGE_WINDOWS.map(days => endOfDay(now, days)),
        }),
      );
      return { readings, version: JSON.stringify(readings), known: true };
    } catch (error) {
      // The figures of today are worth showing without it.
      this.#logger.warn(
        'What was observed of a customer could not be read; its figures are shown without their changes',
        { error: toError(error).name },
      );
      return UNKNOWN;
    }
  }
}

/** What rules compare with: the numbers and when they were true. */
export function pastOf(
  observations: readonly Observation[],
): ObservedReading[] {
  return observations.map(({ facet, asOf, figures }) => ({
    facet,
    asOf,
    figures,
  }));
}
