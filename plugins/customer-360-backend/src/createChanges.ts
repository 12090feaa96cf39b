import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { FacetDefinition } from '@customer-360/backstage-plugin-customer-360-common';
import type { Knex } from 'knex';
import { ChangeFeed } from './changes/ChangeFeed';
import { ChangeWatch } from './changes/ChangeWatch';
import { CustomerLooker } from './changes/CustomerLooker';
import type { CustomerLooks } from './changes/CustomerLooks';
import { DailyLook } from './changes/DailyLook';
import { LookingRound } from './changes/LookingRound';
import type { LookObserver } from './changes/CustomerLook';
import { NotedFigures } from './changes/NotedFigures';
import type { Clock } from './clock/SharedClock';
import type { FacetEngine } from './facets/FacetEngine';
import { KnownFacets } from './facets/KnownFacets';
import type { ReadingCache } from './facets/ReadingCache';
import type { SyncedReadings } from './facets/SyncedReadings';
import type { LinkResolver } from './links/LinkResolver';
import { ObservationRecorder } from './observations/ObservationRecorder';
import type { ObservationStore } from './observations/ObservationStore';
import type { SharedReadings } from './shared/SharedReadings';
import type { SourceRegistry } from './sources/SourceRegistry';
import type { CustomerVisitor } from './walk/CustomerVisitor';
import type { Watch } from './watches/Watch';
import { Watermark } from './watches/Watermark';

export interface ChangeParts {
  readonly watches: readonly Watch[];
  readonly visitors: readonly CustomerVisitor[];
}

/** What follows changes and days, from its parts; no logic of its own. */
export function createChanges(deps: {
  auth: AuthService;
  cache: ReadingCache;
  catalog: CatalogService;
  clock: Clock;
  definitions: readonly FacetDefinition[];
  /** One that notes nothing by itself. */
  engine: FacetEngine;
  knex: Knex;
  links: LinkResolver;
  logger: LoggerService;
  looks: CustomerLooks;
  observers: readonly LookObserver[];
  observations: ObservationStore;
  shared: SharedReadings;
  sources: SourceRegistry;
  synced: SyncedReadings;
}): ChangeParts {
  const { knex } = deps;
  const round = new LookingRound({
    ...deps,
    looker: new CustomerLooker({ ...deps, known: new KnownFacets(deps) }),
    observers: [
      new NotedFigures({
        recorder: new ObservationRecorder({
          ...deps,
          store: deps.observations,
        }),
      }),
      ...deps.observers,
    ],
  });
  return {
    watches: [
      new ChangeWatch({
        ...deps,
        feed: new ChangeFeed({ knex }),
        watermark: new Watermark({ knex, name: 'changes' }),
        round,
      }),
    ],
    visitors: [new DailyLook({ ...deps, round })],
  };
}
