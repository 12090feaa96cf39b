import type { FacetDefinition } from '@customer-360/backstage-plugin-customer-360-common';
import type { Clock } from './clock/SharedClock';
import type { ServiceConfig } from './config/ServiceConfig';
import { DefaultFacetEngine } from './facets/DefaultFacetEngine';
import type { FacetEngine } from './facets/FacetEngine';
import { FacetFiller } from './facets/FacetFiller';
import { FailureMemory } from './facets/FailureMemory';
import type { FillObserver } from './facets/FillObserver';
import type { ReadingCache } from './facets/ReadingCache';
import type { ReadObserver } from './facets/ReadObserver';
import type { SyncedReadings } from './facets/SyncedReadings';
import type { CandidateFinder } from './facets/CandidateFinder';
import type { SharedReadings } from './shared/SharedReadings';
import type { SourceRegistry } from './sources/SourceRegistry';
import type { SourceSessions } from './sources/SourceSessions';

export interface EngineDependencies {
  readonly cache: ReadingCache;
  readonly candidates: CandidateFinder;
  readonly clock: Clock;
  readonly config: ServiceConfig;
  readonly definitions: readonly FacetDefinition[];
  readonly observer: FillObserver & ReadObserver;
  readonly sessions: SourceSessions;
  readonly shared: SharedReadings;
  readonly sources: SourceRegistry;
  readonly synced: SyncedReadings;
}

/** The read engine from its parts; no logic of its own. */
export function createEngine(deps: EngineDependencies): FacetEngine {
  const { cache, clock, config, definitions, sessions, shared, sources } = deps;
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
      synced: deps.synced,
      deadlineMs: config.sourceDeadlineMs,
      clock,
    }),
    candidates: deps.candidates,
    deadlineMs: config.deadlineMs,
    clock,
    observer: deps.observer,
  });
}
