import type { LoggerService } from '@backstage/backend-plugin-api';
import type { FacetDefinition } from '@customer-360/backstage-plugin-customer-360-common';
import type { CustomerAccess } from './access/CustomerAccess';
import type { Clock } from './clock/SharedClock';
import type { ServiceConfig } from './config/ServiceConfig';
import type { Sights } from './customers/Sights';
import type { InstallationKey } from './installation/InstallationKey';
import type { LedgerStore } from './ledger/LedgerStore';
import { DefaultObservationErasure } from './observations/DefaultObservationErasure';
import { DefaultPastPages } from './observations/DefaultPastPages';
import { DefaultPastReadings } from './observations/DefaultPastReadings';
import type { ObservationErasure } from './observations/ObservationErasure';
import type { ObservationStore } from './observations/ObservationStore';
import type { PastPages } from './observations/PastPages';
import type { PastReadings } from './observations/PastReadings';
import { DefaultSinceLooks } from './sinceLook/DefaultSinceLooks';
import type { LastLooks } from './sinceLook/LastLooks';
import type { SinceLooks } from './sinceLook/SinceLooks';
import type { SourceRegistry } from './sources/SourceRegistry';

export interface ObservationDependencies {
  readonly access: CustomerAccess;
  readonly clock: Clock;
  readonly config: ServiceConfig;
  readonly definitions: readonly FacetDefinition[];
  readonly filled: ReadonlySet<string>;
  readonly key: InstallationKey;
  readonly lastLooks: LastLooks;
  readonly ledger: LedgerStore;
  readonly logger: LoggerService;
  readonly sights: Sights;
  readonly sources: SourceRegistry;
  readonly store: ObservationStore;
}

/** Those who read what was observed, and who has it forgotten. */
export interface ObservationParts {
  readonly past: PastReadings;
  readonly pastPages: PastPages;
  readonly sinceLooks: SinceLooks;
  readonly erasure: ObservationErasure;
}

/** What is made of observations, from its parts; no logic of its own. */
export function createObservations(
  deps: ObservationDependencies,
): ObservationParts {
  return {
    past: new DefaultPastReadings(deps),
    pastPages: new DefaultPastPages({
      ...deps,
      config: deps.config.observations,
    }),
    sinceLooks: new DefaultSinceLooks({
      ...deps,
      config: deps.config.observations,
    }),
    erasure: new DefaultObservationErasure(deps),
  };
}
