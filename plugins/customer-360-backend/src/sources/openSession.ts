import {
  SourceError,
  type CustomerSource,
  type SourceContext,
  type SourceErrorReason,
} from '@customer-360/backstage-plugin-customer-360-node';
import { UNAVAILABLE_REASONS } from '@customer-360/backstage-plugin-customer-360-common';
import type { SourceSessions } from './SourceSessions';
import { whyLate } from './whyLate';

/** What came of asking a source: never a rejected promise, never vendor text. */
export type SourceOutcome<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly reason: SourceErrorReason;
      readonly retryAt?: Date;
      /** True when the source broke its contract: to be mended in its module. */
      readonly unexpected?: boolean;
    };

const REASONS: ReadonlySet<string> = new Set([
  ...UNAVAILABLE_REASONS,
  'not_found',
  'no_access',
]);

/** A session at a source that ends at its deadline, however the source behaves. */
export interface SourceSession {
  ask<T>(fn: (context: SourceContext) => Promise<T>): Promise<SourceOutcome<T>>;
  /** Frees the timer; what is still under way is aborted. */
  end(): void;
}

/**
 * Opens a session whose asks all share one deadline. A source that ignores the
 * signal is left behind: its answer, if one ever comes, goes nowhere.
 */
export function openSession(options: {
  sessions: SourceSessions;
  source: CustomerSource;
  deadlineMs: number;
}): SourceSession {
  const openedAt = new Date();
  const deadline = new AbortController();
  const late = new Promise<SourceOutcome<never>>(resolve => {
    deadline.signal.addEventListener('abort', () =>
      resolve({
        ok: false,
        ...whyLate(options.sessions, options.source.id, openedAt),
      }),
    );
  });
  const timer = setTimeout(() => deadline.abort(), options.deadlineMs);
  const context = options.sessions.open(options.source, deadline.signal);
  return {
    ask: fn =>
      Promise.race([
        late,
        Promise.resolve()
          .then(() => fn(context))
          .then(value => ({ ok: true as const, value }), toOutcome),
      ]),
    end: () => {
      clearTimeout(timer);
      deadline.abort();
    },
  };
}

function toOutcome(error: unknown): SourceOutcome<never> {
  if (SourceError.is(error) && REASONS.has(error.reason)) {
    return { ok: false, reason: error.reason, retryAt: error.retryAt };
  }
  return { ok: false, reason: 'upstream', unexpected: true };
}
