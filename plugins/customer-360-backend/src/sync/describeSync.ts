import type { SourceSyncReport } from '@customer-360/backstage-plugin-customer-360-common';
import type { SyncPlan } from './SyncPlan';
import type { SyncState } from './SyncState';

/** How many rounds may fail to come before it is said. */
const LATE_ROUNDS = 3;

/** @param now - milliseconds since the epoch */
export function describeSync(
  { source, bulk, everyMs }: SyncPlan,
  states: readonly SyncState[],
  now: number,
): SourceSyncReport {
  const state = states.find(
    each => each.source === source.id && each.bulk === bulk.id,
  );
  const lagMs =
    state?.covered_at === undefined || state.covered_at === null
      ? undefined
      : Math.max(0, now - Date.parse(state.covered_at));
  return {
    bulk: bulk.id,
    mode: bulk.mode,
    everySeconds: Math.round(everyMs / 1_000),
    state: stateOf(state, lagMs, everyMs),
    ...(state?.failing && { failing: state.failing }),
    ...(state?.last_success_at && { lastSuccessAt: state.last_success_at }),
    ...(state?.last_failure_at && { lastFailureAt: state.last_failure_at }),
    ...(lagMs !== undefined && { lagSeconds: Math.round(lagMs / 1_000) }),
    rows: state?.rows ?? 0,
    pages: state?.phase === 'reading' ? state.pages : 0,
    restarts: state?.restarts ?? 0,
    refusedRounds: state?.refused_rounds ?? 0,
    ...(state?.refused_at && { refusedAt: state.refused_at }),
    ...(state?.missed_at && {
      missed: { count: state.missed, countedAt: state.missed_at },
    }),
  };
}

function stateOf(
  state: SyncState | undefined,
  lagMs: number | undefined,
  everyMs: number,
): SourceSyncReport['state'] {
  if (state?.failing) {
    return 'failing';
  }
  if (lagMs === undefined) {
    return 'unknown';
  }
  return lagMs > LATE_ROUNDS * everyMs ? 'late' : 'ok';
}
