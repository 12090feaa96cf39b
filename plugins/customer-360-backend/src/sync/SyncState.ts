import type { SourceErrorReason } from '@customer-360/backstage-plugin-customer-360-node';

export const CURSORS_TABLE = 'c360_sync_cursors';
export const ROWS_TABLE = 'c360_sync_rows';

/** The round of marks that something has changed: they belong to none. */
export const MARKS_ROUND = 0;

/**
 * `reading`: page after page. `announcing`: its rows are shown, those whose
 * customers they changed are told one after the other. `clearing`: what is shown
 * no more is taken away.
 */
export type SyncPhase = 'idle' | 'reading' | 'announcing' | 'clearing';

/** Where one bulk of one source has come to. Times are ISO 8601 UTC. */
export interface SyncState {
  readonly source: string;
  readonly bulk: string;
  readonly scope: string;
  readonly cursor: string | null;
  readonly round: number;
  readonly live_round: number | null;
  readonly old_round: number | null;
  readonly phase: SyncPhase;
  readonly position: string | null;
  readonly pages: number;
  readonly loop_mark: string | null;
  readonly steps: number;
  readonly started_at: string | null;
  readonly covered_at: string | null;
  readonly due_at: string | null;
  readonly lease_holder: string | null;
  readonly lease_until: string | null;
  readonly last_success_at: string | null;
  readonly last_failure_at: string | null;
  readonly failing: SourceErrorReason | null;
  readonly failures: number;
  readonly rows: number;
  readonly accounts: number;
  readonly restarts: number;
  readonly refused_rounds: number;
  readonly refused_at: string | null;
  readonly missed: number;
  readonly missed_at: string | null;
}

/** What a step makes of it. */
export type SyncChange = Partial<
  Omit<
    SyncState,
    'source' | 'bulk' | 'steps' | 'lease_holder' | 'lease_until' | 'scope'
  >
>;

export function newSyncState(
  source: string,
  bulk: string,
  scope: string,
): SyncState {
  return {
    source,
    bulk,
    scope,
    cursor: null,
    round: 0,
    live_round: null,
    old_round: null,
    phase: 'idle',
    position: null,
    pages: 0,
    loop_mark: null,
    steps: 0,
    started_at: null,
    covered_at: null,
    due_at: null,
    lease_holder: null,
    lease_until: null,
    last_success_at: null,
    last_failure_at: null,
    failing: null,
    failures: 0,
    rows: 0,
    accounts: 0,
    restarts: 0,
    refused_rounds: 0,
    refused_at: null,
    missed: 0,
    missed_at: null,
  };
}

/** Whether rows are written where they are shown at once. */
export function isLive({ round, live_round: live }: SyncState): boolean {
  return live === round;
}
