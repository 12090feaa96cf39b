import type {
  CacheService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { FacetDefinition } from '@customer-360/backstage-plugin-customer-360-common';
import type { Clock } from './clock/SharedClock';
import type { ServiceConfig } from './config/ServiceConfig';
import { CandidateFinder } from './facets/CandidateFinder';
import { DefaultFacetEngine } from './facets/DefaultFacetEngine';
import type { FacetEngine } from './facets/FacetEngine';
import { FacetFiller } from './facets/FacetFiller';
import { FailureMemory } from './facets/FailureMemory';
import type { FillObserver } from './facets/FillObserver';
import { LruReadingCache } from './facets/LruReadingCache';
import { CacheServiceSharedReadings } from './shared/CacheServiceSharedReadings';
import { NoSharedReadings } from './shared/NoSharedReadings';
import type { SharedReadings } from './shared/SharedReadings';
import type { ValkeyConnection } from './shared/ValkeyConnection';
import { ValkeySharedReadings } from './shared/ValkeySharedReadings';
import type { SourceRegistry } from './sources/SourceRegistry';
import type { SourceSessions } from './sources/SourceSessions';

export interface EngineDependencies {
  readonly cache: CacheService;
  readonly clock: Clock;
  readonly config: ServiceConfig;
  readonly definitions: readonly FacetDefinition[];
  readonly installationId: string;
  readonly logger: LoggerService;
  readonly observer: FillObserver;
  readonly sessions: SourceSessions;
  readonly sources: SourceRegistry;
  /** Where config names one. */
  readonly valkey?: ValkeyConnection;
}

/** The read engine from its parts; no logic of its own. */
export function createEngine(deps: EngineDependencies): FacetEngine {
  const { clock, config, definitions, sessions, sources } = deps;
  const cache = new LruReadingCache({ maxBytes: config.cacheMaxBytes / 2 });
  const shared = createSharedReadings(deps);
  const failures = new FailureMemory({ clock });
  return new DefaultFacetEngine({
    definitions,
    sources,
    cache,
    shared,
    failures,
    filler: new FacetFiller({
      sessions,
      cache,
      shared,
      failures,
      observer: deps.observer,
      deadlineMs: config.sourceDeadlineMs,
      clock,
    }),
    candidates: new CandidateFinder({
      sessions,
      deadlineMs: config.sourceDeadlineMs,
    }),
    deadlineMs: config.deadlineMs,
    clock,
  });
}

function createSharedReadings({
  cache,
  clock,
  config,
  installationId,
  valkey,
}: EngineDependencies): SharedReadings {
  const now = () => clock.now();
  if (valkey) {
    return new ValkeySharedReadings({
      connection: valkey,
      installationId,
      now,
    });
  }
  return config.sharedCache.kind === 'portal'
    ? new CacheServiceSharedReadings({ cache, installationId, now })
    : new NoSharedReadings();
}
