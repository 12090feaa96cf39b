import type { LoggerService } from '@backstage/backend-plugin-api';
import { DefaultPastReadings } from './observations/DefaultPastReadings';
import type { ObservationStore } from './observations/ObservationStore';
import type { PastReadings } from './observations/PastReadings';

export interface ObservationDependencies {
  readonly logger: LoggerService;
  readonly store: ObservationStore;
}

/** Those who read what was observed. */
export interface ObservationParts {
  readonly past: PastReadings;
}

/** What is made of observations, from its parts; no logic of its own. */
export function createObservations(
  deps: ObservationDependencies,
): ObservationParts {
  return { past: new DefaultPastReadings(deps) };
}
