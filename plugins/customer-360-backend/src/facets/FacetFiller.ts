import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  FacetDefinition,
  FacetId,
} from '@customer-360/backstage-plugin-customer-360-common';
import type {
  CustomerSource,
  FacetReading,
  LinkedAccount,
  SourceContext,
  SourceErrorReason,
} from '@customer-360/backstage-plugin-customer-360-node';
import { openSession, type SourceOutcome } from '../sources/openSession';
import type { SourceSessions } from '../sources/SourceSessions';
import type { SourceStatusBoard } from '../sources/SourceStatusBoard';
import type { CachedReading, FacetCache } from './FacetCache';
import type { FailureMemory } from './FailureMemory';
import { toCachedReading } from './toCachedReading';

/** How a fill of one facet ended. */
export type FillOutcome =
  | { readonly ok: true; readonly reading: CachedReading }
  | { readonly ok: false; readonly reason: SourceErrorReason };

/** A facet of an account to be read, and what its reading is kept under. */
export interface FillTarget {
  readonly key: string;
  readonly definition: FacetDefinition;
  /** Where others of its group are still fresh: goes stale with them. */
  readonly freshNoLongerThan?: number;
}

export interface FillRequest {
  readonly source: CustomerSource;
  readonly account: LinkedAccount;
  /** Read in one session: what several of them need is asked for once. */
  readonly targets: readonly FillTarget[];
}

/** After these an older reading must not be shown: it is known to be wrong. */
const VOIDING: ReadonlySet<SourceErrorReason> = new Set([
  'not_found',
  'no_access',
  'identity_mismatch',
]);

/**
 * Reads facets from their source into the cache: one read per key at a time,
 * however many ask. Coalescing is safe here because nothing below this line
 * depends on a person.
 */
export class FacetFiller {
  readonly #sessions: SourceSessions;
  readonly #cache: FacetCache;
  readonly #failures: FailureMemory;
  readonly #board: SourceStatusBoard;
  readonly #logger: LoggerService;
  readonly #deadlineMs: number;
  readonly #now: () => number;
  readonly #flights = new Map<string, Promise<FillOutcome>>();

  constructor(options: {
    sessions: SourceSessions;
    cache: FacetCache;
    failures: FailureMemory;
    board: SourceStatusBoard;
    logger: LoggerService;
    deadlineMs: number;
    now: () => number;
  }) {
    this.#sessions = options.sessions;
    this.#cache = options.cache;
    this.#failures = options.failures;
    this.#board = options.board;
    this.#logger = options.logger;
    this.#deadlineMs = options.deadlineMs;
    this.#now = options.now;
  }

  /** Begins reading, or joins what is under way. The promises never reject. */
  fill(request: FillRequest): Map<string, Promise<FillOutcome>> {
    const due = request.targets.filter(({ key }) => !this.#flights.has(key));
    if (due.length > 0) {
      this.#begin(request, due);
    }
    return new Map(
      request.targets.flatMap(({ key }) => {
        const flight = this.#flights.get(key);
        return flight ? [[key, flight] as const] : [];
      }),
    );
  }

  #begin(request: FillRequest, due: readonly FillTarget[]): void {
    const session = openSession({
      sessions: this.#sessions,
      source: request.source,
      deadlineMs: this.#deadlineMs,
    });
    const flights = due.map(target => {
      const flight = this.#fly(request, target, session.ask).finally(() =>
        this.#flights.delete(target.key),
      );
      this.#flights.set(target.key, flight);
      return flight;
    });
    void Promise.allSettled(flights).then(() => session.end());
  }

  async #fly(
    request: FillRequest,
    target: FillTarget,
    ask: ReturnType<typeof openSession>['ask'],
  ): Promise<FillOutcome> {
    const { source, account } = request;
    const { definition, key } = target;
    const outcome = await ask(context =>
      readFacet(source, definition.id, account, context),
    );
    const result = outcome.ok ? this.#accept(outcome.value, target) : outcome;
    if (result.ok) {
      this.#cache.set(key, result.value);
      this.#failures.forget(key);
      this.#board.succeeded(source.id);
      return { ok: true, reading: result.value };
    }
    this.#note(source.id, definition.id, result);
    this.#failures.remember(key, result.reason, result.retryAt);
    if (VOIDING.has(result.reason)) {
      this.#cache.delete(key);
    }
    return { ok: false, reason: result.reason };
  }

  #accept(
    reading: FacetReading<unknown>,
    target: FillTarget,
  ): SourceOutcome<CachedReading> {
    const accepted = toCachedReading(reading, { ...target, now: this.#now() });
    return accepted
      ? { ok: true, value: accepted }
      : { ok: false, reason: 'schema' };
  }

  #note(
    sourceId: string,
    facetId: string,
    failure: Extract<SourceOutcome<never>, { ok: false }>,
  ): void {
    this.#board.failed(sourceId, failure.reason);
    if (failure.unexpected) {
      // Whatever it was may hold vendor text, so only where it was is logged.
      this.#logger.error(
        'A source failed with something else than a SourceError; its module must be mended',
        { source: sourceId, facet: facetId },
      );
    } else if (failure.reason === 'identity_mismatch') {
      this.#logger.warn(
        'A source answered about another customer than the one asked for',
        { source: sourceId, facet: facetId },
      );
    }
  }
}

function readFacet(
  source: CustomerSource,
  facetId: string,
  account: LinkedAccount,
  context: SourceContext,
): Promise<FacetReading<unknown>> {
  // A company's own facets are filled by the same map under ids of its own.
  const reader = source.facets[facetId as FacetId];
  if (!reader) {
    throw new Error('The source does not fill this facet');
  }
  return reader.read(account, context);
}
