import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { FacetDefinition } from '@customer-360/backstage-plugin-customer-360-common';
import type {
  BulkPage,
  SourceErrorReason,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { Alarms } from '../alarms/Alarms';
import { openSession, type SourceOutcome } from '../sources/openSession';
import type { SourceSessions } from '../sources/SourceSessions';
import { acceptPage } from './acceptPage';
import { afterPage } from './CursorLoop';
import type { PageWriter } from './PageWriter';
import type { RoundEnd, RoundVerdict } from './RoundEnd';
import type { SourceTurns } from './SourceTurns';
import { LeaseLostError, type SyncCursors } from './SyncCursors';
import type { SyncPlan } from './SyncPlan';
import { isLive, type SyncState } from './SyncState';
import { isoOf } from './SyncTime';

/** So many restarts or failures in a row, and it is waited as long as between rounds. */
const MAX_DOUBLINGS = 6;
const FIRST_WAIT_MS = 60_000;
/** However late a vendor wants to be asked again, somebody may have mended it. */
const MAX_HOLD_MS = 6 * 60 * 60_000;
/** Rounds begin up to this share earlier, so that not all begin together. */
const JITTER = 0.1;

/**
 * Reads one bulk of one source: page after page, each in one transaction with
 * all that it does. Whenever it is killed, it goes on where the last page ended;
 * however many instances there are, one of them reads.
 */
export class BulkRunner {
  readonly #plan: SyncPlan;
  readonly #cursors: SyncCursors;
  readonly #writer: PageWriter;
  readonly #end: RoundEnd;
  readonly #turns: SourceTurns;
  readonly #sessions: SourceSessions;
  readonly #definitions: ReadonlyMap<string, FacetDefinition>;
  readonly #deadlineMs: number;
  readonly #alarms: Alarms;
  readonly #logger: LoggerService;
  readonly #random: () => number;

  constructor(options: {
    plan: SyncPlan;
    cursors: SyncCursors;
    writer: PageWriter;
    end: RoundEnd;
    turns: SourceTurns;
    sessions: SourceSessions;
    definitions: ReadonlyMap<string, FacetDefinition>;
    /** Of one page. */
    deadlineMs: number;
    alarms: Alarms;
    logger: LoggerService;
    random?: () => number;
  }) {
    this.#plan = options.plan;
    this.#cursors = options.cursors;
    this.#writer = options.writer;
    this.#end = options.end;
    this.#turns = options.turns;
    this.#sessions = options.sessions;
    this.#definitions = options.definitions;
    this.#deadlineMs = options.deadlineMs;
    this.#alarms = options.alarms;
    this.#logger = options.logger;
    this.#random = options.random ?? Math.random;
  }

  /** One round, or the rest of one, where it is due. Never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    let state: SyncState | undefined;
    try {
      state = await this.#cursors.take(this.#plan);
      let going = state !== undefined;
      while (state && going && !signal.aborted) {
        ({ state, going } = await this.#go(state, signal));
      }
    } catch (error) {
      this.#tellOf(error);
    }
    try {
      if (state) {
        await this.#cursors.release(state);
      }
    } catch (error) {
      // The lease ends by itself.
      this.#tellOf(error);
    }
  }

  async #go(
    state: SyncState,
    signal: AbortSignal,
  ): Promise<{ state: SyncState; going: boolean }> {
    switch (state.phase) {
      case 'idle':
        return { state: await this.#begin(state), going: true };
      case 'reading':
        return this.#readPage(state, signal);
      case 'announcing':
        return {
          state: await this.#cursors.step(state, (tx, now) =>
            this.#end.announce(tx, state, now),
          ),
          going: true,
        };
      default: {
        const cleared = await this.#cursors.step(state, (tx, now) =>
          this.#end.clear(tx, state, now),
        );
        const { phase, due_at: due } = cleared;
        return { state: cleared, going: phase !== 'idle' || due === null };
      }
    }
  }

  #begin(state: SyncState): Promise<SyncState> {
    // A snapshot is built beside the one that is shown; so are changes where
    // they begin anew.
    const anew = this.#plan.bulk.mode === 'snapshot' || state.cursor === null;
    return this.#cursors.step(state, async (_tx, now) => ({
      phase: 'reading',
      started_at: isoOf(now),
      pages: 0,
      loop_mark: null,
      ...(anew && { cursor: null, round: state.round + 1 }),
    }));
  }

  async #readPage(
    state: SyncState,
    signal: AbortSignal,
  ): Promise<{ state: SyncState; going: boolean }> {
    const turn = await this.#turns.take(this.#plan.source, signal);
    if (turn.kind === 'aborted') {
      return { state, going: false };
    }
    if (turn.kind === 'held') {
      return this.#fail(state, 'rate_limited', turn.until);
    }
    const readAt = await this.#cursors.now();
    const outcome = await this.#ask(state.cursor ?? undefined, signal);
    if (signal.aborted && !outcome.ok) {
      return { state, going: false };
    }
    if (!outcome.ok) {
      if (outcome.unexpected) {
        this.#logger.error(
          'A source failed with something else than a SourceError; its module must be mended',
          this.#names(),
        );
      }
      return outcome.reason === 'not_found'
        ? this.#restart(state, 'not_found')
        : this.#fail(state, outcome.reason, outcome.retryAt);
    }
    return this.#take(state, outcome.value, readAt);
  }

  async #take(
    state: SyncState,
    given: BulkPage,
    readAt: number,
  ): Promise<{ state: SyncState; going: boolean }> {
    const page = acceptPage(given, {
      bulk: this.#plan.bulk,
      definitions: this.#definitions,
      now: readAt,
    });
    if (!page) {
      return this.#fail(state, 'schema');
    }
    if (page.dropped > 0) {
      this.#logger.warn(
        'A bulk read brought rows that are not what they should be; the older ones stay',
        { ...this.#names(), rows: String(page.dropped) },
      );
    }
    const mark = afterPage(state, page.cursor);
    const stands = page.cursor === state.cursor;
    if (!page.last && (!mark || stands)) {
      return this.#restart(state, 'schema');
    }
    let verdict: RoundVerdict | undefined;
    const next = await this.#cursors.step(state, async (tx, now) => {
      const at = { read: readAt, now };
      const added = await this.#writer.write(tx, state, page, at);
      const here = { cursor: page.cursor, ...mark, rows: state.rows + added };
      if (!page.last) {
        return here;
      }
      const whole = {
        covered_at: state.started_at,
        last_success_at: isoOf(now),
        failing: null,
        failures: 0,
      };
      const due = { due_at: this.#nextDue(state, now) };
      if (isLive(state)) {
        return { ...here, ...whole, ...due, phase: 'idle' };
      }
      verdict = await this.#end.swap(tx, state, now);
      return verdict.accepted
        ? { ...here, ...whole, ...due, ...verdict.change }
        : { ...due, ...verdict.change };
    });
    if (verdict?.accepted === false) {
      await this.#alarm(verdict);
    }
    return { state: next, going: next.phase !== 'idle' };
  }

  async #ask(
    cursor: string | undefined,
    signal: AbortSignal,
  ): Promise<SourceOutcome<BulkPage>> {
    const session = openSession({
      sessions: this.#sessions,
      source: this.#plan.source,
      deadlineMs: this.#deadlineMs,
    });
    const end = () => session.end();
    signal.addEventListener('abort', end, { once: true });
    try {
      return await session.ask(context =>
        this.#plan.bulk.page(cursor, context),
      );
    } finally {
      signal.removeEventListener('abort', end);
      session.end();
    }
  }

  async #restart(
    state: SyncState,
    reason: 'not_found' | 'schema',
  ): Promise<{ state: SyncState; going: boolean }> {
    const why =
      reason === 'not_found'
        ? 'A source no longer knows where we were'
        : 'A source goes round in a circle';
    this.#logger.warn(
      `${why}; the bulk read begins anew, and what it brought before is shown meanwhile`,
      this.#names(),
    );
    const next = await this.#cursors.step(state, async (_tx, now) => ({
      phase: 'clearing',
      cursor: null,
      restarts: state.restarts + 1,
      // One that goes round in circles again and again is not hurried.
      failures: state.failures + 1,
      last_failure_at: isoOf(now),
      failing: reason,
      due_at: isoOf(now + this.#waitMs(state)),
    }));
    return { state: next, going: true };
  }

  async #fail(
    state: SyncState,
    reason: SourceErrorReason,
    retryAt?: Date,
  ): Promise<{ state: SyncState; going: boolean }> {
    const next = await this.#cursors.step(state, async (_tx, now) => {
      const asked = Math.min(retryAt?.getTime() ?? 0, now + MAX_HOLD_MS);
      return {
        last_failure_at: isoOf(now),
        failing: reason,
        failures: state.failures + 1,
        due_at: isoOf(asked > now ? asked : now + this.#waitMs(state)),
      };
    });
    return { state: next, going: false };
  }

  #waitMs({ failures }: SyncState): number {
    return Math.min(
      this.#plan.everyMs,
      FIRST_WAIT_MS * 2 ** Math.min(failures, MAX_DOUBLINGS),
    );
  }

  #nextDue({ started_at: startedAt }: SyncState, now: number): string {
    const begun = startedAt === null ? now : Date.parse(startedAt);
    const every = this.#plan.everyMs * (1 - this.#random() * JITTER);
    return isoOf(Math.max(now, begun + every));
  }

  async #alarm(verdict: { accounts: number; before: number }): Promise<void> {
    const { source, bulk, minimumShare } = this.#plan;
    const { accounts, before } = verdict;
    try {
      await this.#alarms.raise({
        event: 'sync-alarm',
        severity: 'high',
        title: `${source.title} suddenly lists ${accounts} accounts instead of ${before}`,
        description: `The round was refused and what was read before is still shown, until it is too old. If a filter or a right has changed at the source, set it back; if so many accounts are really gone, lower customer360.sources.${source.id}.sync.${bulk.id}.minimumShare (now ${minimumShare}) for one round.`,
        scope: `sync-${source.id}-${bulk.id}`,
        meta: {
          ...this.#names(),
          accounts: String(accounts),
          before: String(before),
        },
      });
    } catch {
      // It stands in the status, and the next refused round tells of it again.
    }
  }

  #names() {
    return { source: this.#plan.source.id, bulk: this.#plan.bulk.id };
  }

  #tellOf(error: unknown): void {
    if (error instanceof LeaseLostError) {
      this.#logger.info(error.message, this.#names());
      return;
    }
    // Texts of the database may quote what was to be written.
    this.#logger.error(
      'A bulk read could not be kept; nothing of its last page is, and it is read again',
      { ...this.#names(), cause: toError(error).name },
    );
  }
}
