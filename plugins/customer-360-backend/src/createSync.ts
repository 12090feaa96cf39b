import type { LoggerService } from '@backstage/backend-plugin-api';
import type { FacetDefinition } from '@customer-360/backstage-plugin-customer-360-common';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import type { Alarms } from './alarms/Alarms';
import type { Clock } from './clock/SharedClock';
import type { ServiceConfig } from './config/ServiceConfig';
import { FacetGroups } from './facets/FacetGroups';
import type { SyncedReadings } from './facets/SyncedReadings';
import type { ChangeListener } from './generations/ChangeListener';
import type { LinkIndex } from './links/LinkIndex';
import type { SourceRegistry } from './sources/SourceRegistry';
import type { SourceSessions } from './sources/SourceSessions';
import { BulkRunner } from './sync/BulkRunner';
import { Bumps } from './sync/Bumps';
import { DatabaseSyncedReadings } from './sync/DatabaseSyncedReadings';
import { PageWriter } from './sync/PageWriter';
import { ReconcileWatch } from './sync/ReconcileWatch';
import { RoundEnd } from './sync/RoundEnd';
import type { SeenAccounts } from './sync/SeenAccounts';
import { SourceTurns } from './sync/SourceTurns';
import { SyncCursors } from './sync/SyncCursors';
import { syncPlans, type SyncPlan } from './sync/SyncPlan';
import { SyncWatch } from './sync/SyncWatch';
import type { SyncTime } from './sync/SyncTime';
import type { Watch } from './watches/Watch';

export interface SyncParts {
  readonly plans: readonly SyncPlan[];
  readonly cursors: SyncCursors;
  readonly readings: SyncedReadings;
  readonly watches: readonly Watch[];
}

export interface SyncDependencies {
  readonly alarms: Alarms;
  readonly clock: Clock;
  readonly config: ServiceConfig;
  readonly definitions: readonly FacetDefinition[];
  readonly knex: Knex;
  readonly links: LinkIndex;
  readonly listener: ChangeListener;
  readonly logger: LoggerService;
  readonly seen: SeenAccounts;
  readonly sessions: SourceSessions;
  readonly sources: SourceRegistry;
  readonly time: SyncTime;
}

const SHORTEST_LEASE_MS = 90_000;

/** The bulk reads from their parts; no logic of their own. */
export function createSync(deps: SyncDependencies): SyncParts {
  const { config, knex, sessions, sources, time } = deps;
  const plans = syncPlans(sources.all(), config.sync);
  const definitions = new Map(deps.definitions.map(each => [each.id, each]));
  const groups = new FacetGroups(deps.definitions);
  const deadlineMs = config.sourceDeadlineMs;
  const cursors = new SyncCursors({
    knex,
    time,
    holder: randomUUID(),
    leaseMs: Math.max(SHORTEST_LEASE_MS, 3 * deadlineMs),
  });
  const runnerOf = (plan: SyncPlan): BulkRunner => {
    const { source } = plan;
    const bumps = new Bumps({
      ...deps,
      source: source.id,
      together: facets =>
        groups
          .of(
            source,
            facets.flatMap(id => definitions.get(id) ?? []),
          )
          .map(({ id }) => id),
      hasWebhook: source.webhook !== undefined,
    });
    return new BulkRunner({
      ...deps,
      plan,
      cursors,
      writer: new PageWriter({ definitions, bumps }),
      end: new RoundEnd({ plan, bumps }),
      turns: new SourceTurns({ sessions }),
      definitions,
      deadlineMs,
    });
  };
  return {
    plans,
    cursors,
    readings: new DatabaseSyncedReadings({ ...deps, plans }),
    watches:
      plans.length === 0
        ? []
        : [
            ...plans.map(
              plan => new SyncWatch({ plan, runner: runnerOf(plan) }),
            ),
            new ReconcileWatch({ knex, plans, time }),
          ],
  };
}
