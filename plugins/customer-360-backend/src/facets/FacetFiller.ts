import type {
  FacetDefinition,
  FacetId,
} from '@customer-360/backstage-plugin-customer-360-common';
import type {
  FacetReading,
  SourceContext,
  SourceErrorReason,
} from '@customer-360/backstage-plugin-customer-360-node';
import { promisify } from 'node:util';
import type { Clock } from '../clock/SharedClock';
import type { SharedReadings, SharedSlot } from '../shared/SharedReadings';
import { openSession, type SourceOutcome } from '../sources/openSession';
import type { SourceSessions } from '../sources/SourceSessions';
import { whyLate, type Lateness } from '../sources/whyLate';
import { acceptReading } from './acceptReading';
import type { FacetUnit } from './facetKey';
import type { Told } from '../generations/Generations';
import { Fill } from './Fill';
import type { FailureMemory } from './FailureMemory';
import type { FillObserver } from './FillObserver';
import {
  packReading,
  type CachedReading,
  type JustRead,
  type PackedReading,
} from './PackedReading';
import type { ReadingCache } from './ReadingCache';
import { isVoiding, standingOf } from './settleReading';
import { SourcePace } from './SourcePace';
import { nothingSynced, type SyncedReadings } from './SyncedReadings';
import { Turns } from './Turns';
import { uniqueId } from './uniqueId';

/** How a fill of one facet ended. */
export type FillOutcome =
  | { readonly ok: true; readonly reading: PackedReading | JustRead }
  | {
      readonly ok: false;
      readonly reason: SourceErrorReason;
      /** Newer than what was cached, and shown where the read failed. */
      readonly instead?: PackedReading;
    };

/** A fill that is under way. */
export interface Flight {
  /** By `performance.now()`. */
  readonly startedAt: number;
  /** Never rejects. */
  readonly ended: Promise<FillOutcome>;
  /** Why it has not ended, for who cannot wait any longer. */
  whyLate(): Lateness['reason'];
}

/** A facet of an account to be read, and what its reading is kept under. */
export interface FillTarget extends SharedSlot {
  readonly definition: FacetDefinition;
  /** Where others of its group are still fresh: goes stale with them. */
  readonly freshNoLongerThan?: number;
  /** What the vendor has told of it: its answers may lag behind. */
  readonly told?: Told;
}

export interface FillRequest extends FacetUnit {
  /** Read in one session: what several of them need is asked for once. */
  readonly targets: readonly FillTarget[];
}

/** What a read waits for before it asks its source. */
type Patience = () => Promise<unknown>;

const nextTurn = promisify(setImmediate);
/** So many sources are asked before the others. */
const LEADERS = 4;
/** A lifetime is up to this share shorter, so that not all end together. */
const JITTER = 0.1;

/**
 * Reads facets from their source into the caches: one read per slot at a time,
 * however many ask, here and on all instances. Coalescing is safe because
 * nothing below this line depends on a person.
 *
 * A flight belongs to the generation that was current when it began. When a
 * change is acknowledged meanwhile, others ask for a higher one, join no older
 * flight, and what it brings is never current again.
 */
export class FacetFiller {
  readonly #sessions: SourceSessions;
  readonly #cache: ReadingCache;
  readonly #shared: SharedReadings;
  readonly #failures: FailureMemory;
  readonly #observer: FillObserver;
  readonly #synced: SyncedReadings;
  readonly #deadlineMs: number;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #flights = new Map<string, Flight>();
  readonly #pace = new SourcePace();

  constructor(options: {
    sessions: SourceSessions;
    cache: ReadingCache;
    shared: SharedReadings;
    failures: FailureMemory;
    observer: FillObserver;
    synced?: SyncedReadings;
    deadlineMs: number;
    clock: Clock;
    random?: () => number;
  }) {
    this.#sessions = options.sessions;
    this.#cache = options.cache;
    this.#shared = options.shared;
    this.#failures = options.failures;
    this.#observer = options.observer;
    this.#synced = options.synced ?? nothingSynced;
    this.#deadlineMs = options.deadlineMs;
    this.#clock = options.clock;
    this.#random = options.random ?? Math.random;
  }

  /** Reads under way now. */
  get underWay(): number {
    return this.#flights.size;
  }

  /** The order to fill in: those whose sources are slowest lately are first. */
  inOrder(requests: readonly FillRequest[]): readonly FillRequest[] {
    return this.#pace.slowestFirst(requests, ({ source }) => source.id);
  }

  /**
   * Begins reading, or joins what is under way.
   *
   * @param place - in the order; who comes late lets the first ones ask first
   * @returns in the order of the targets
   */
  fill(request: FillRequest, place = 0): Flight[] {
    const due = request.targets.filter(
      target => !this.#flights.has(flightKey(target)),
    );
    if (due.length > 0) {
      this.#begin(request, due, place < LEADERS ? undefined : nextTurn);
    }
    return request.targets.map(target => this.#flights.get(flightKey(target))!);
  }

  #begin(
    request: FillRequest,
    due: readonly FillTarget[],
    patience: Patience | undefined,
  ): void {
    const startedAt = performance.now();
    const since = new Date();
    const fill = new Fill({
      unit: request,
      startedAt: this.#clock.now(),
      lifetime: 1 - this.#random() * JITTER,
      session: () =>
        openSession({
          sessions: this.#sessions,
          source: request.source,
          deadlineMs: this.#deadlineMs,
        }),
    });
    const turns = new Turns({
      shared: this.#shared,
      token: uniqueId(),
      slots: due,
      deadlineMs: this.#deadlineMs,
    });
    const ended = due.map((target, i) => {
      const outcome = this.#fly(fill, turns, target, i, patience).finally(() =>
        this.#flights.delete(flightKey(target)),
      );
      this.#flights.set(flightKey(target), {
        startedAt,
        ended: outcome,
        whyLate: () => whyLate(this.#sessions, request.source.id, since).reason,
      });
      return outcome;
    });
    void Promise.allSettled(ended).then(() => {
      fill.end();
      turns.end();
    });
  }

  async #fly(
    fill: Fill,
    turns: Turns,
    target: FillTarget,
    index: number,
    patience: Patience | undefined,
  ): Promise<FillOutcome> {
    const claim = await turns.take(index, reading =>
      this.#isCurrent(reading, target),
    );
    if (claim.reading && this.#isCurrent(claim.reading, target)) {
      this.#cache.offer(target.key, claim.reading);
      turns.giveBack(target);
      return { ok: true, reading: claim.reading };
    }
    switch (claim.turn.kind) {
      case 'ours':
        return this.#answer(fill, turns, target, patience);
      case 'failed':
        this.#failures.remember(target, claim.turn.reason);
        return { ok: false, reason: claim.turn.reason };
      default:
        return { ok: false, reason: 'timeout' };
    }
  }

  /** What many customers were read for at once need not be asked again. */
  async #answer(
    fill: Fill,
    turns: Turns,
    target: FillTarget,
    patience: Patience | undefined,
  ): Promise<FillOutcome> {
    const synced = await this.#synced.find(fill.unit, {
      ...target,
      known: this.#cache.get(target.key),
    });
    switch (synced.kind) {
      case 'read':
        return this.#land(turns, target, synced.reading);
      case 'failed':
        return this.#fail(turns, target, synced);
      default: {
        await patience?.();
        const outcome = await this.#read(fill, turns, target);
        const { instead } = synced;
        return outcome.ok || !instead || isVoiding(outcome.reason)
          ? outcome
          : { ...outcome, instead: packReading(instead) };
      }
    }
  }

  async #read(
    fill: Fill,
    turns: Turns,
    target: FillTarget,
  ): Promise<FillOutcome> {
    const { source } = fill.unit;
    const { definition } = target;
    const askedAt = performance.now();
    const outcome = await fill.ask(context =>
      readFacet(fill.unit, definition.id, context),
    );
    this.#pace.note(source.id, performance.now() - askedAt);
    const result = outcome.ok
      ? this.#accept(outcome.value, fill, target)
      : outcome;
    this.#observer.onFill({
      source: source.id,
      facet: definition.id,
      outcome: result.ok ? 'ok' : result.reason,
      unexpected: !result.ok && result.unexpected === true,
      drifted: result.ok && result.value.missing.length > 0,
    });
    return result.ok
      ? this.#land(turns, target, result.value)
      : this.#fail(turns, target, result);
  }

  #land(
    turns: Turns,
    target: FillTarget,
    { data, ...marks }: CachedReading,
  ): FillOutcome {
    const reading = packReading({ ...marks, data });
    this.#cache.offer(target.key, reading);
    this.#failures.forget(target);
    void turns.land(target, reading);
    return { ok: true, reading: { ...reading, data } };
  }

  #fail(
    turns: Turns,
    target: FillTarget,
    { reason, retryAt }: { reason: SourceErrorReason; retryAt?: Date },
  ): FillOutcome {
    const { key, generation } = target;
    const forMs = this.#failures.remember(target, reason, retryAt);
    const drop = isVoiding(reason);
    const known = drop ? this.#cache.get(key) : undefined;
    if (known && known.generation <= generation) {
      this.#cache.delete(key);
    }
    void turns.fail(target, { reason, forMs, drop });
    return { ok: false, reason };
  }

  #accept(
    reading: FacetReading<unknown>,
    fill: Fill,
    target: FillTarget,
  ): SourceOutcome<CachedReading> {
    const { definition, generation, freshNoLongerThan, told } = target;
    const accepted = acceptReading(reading, {
      definition,
      generation,
      startedAt: fill.startedAt,
      told,
      freshUntil: Math.min(
        fill.startedAt + definition.times.freshMs * fill.lifetime,
        freshNoLongerThan ?? Infinity,
      ),
    });
    return accepted
      ? { ok: true, value: accepted }
      : { ok: false, reason: 'schema' };
  }

  #isCurrent(reading: PackedReading, { generation }: SharedSlot): boolean {
    return standingOf(reading, generation, this.#clock.now()) === 'fresh';
  }
}

function flightKey({ key, generation }: SharedSlot): string {
  return `${key}@${generation}`;
}

function readFacet(
  { source, account }: FacetUnit,
  facetId: string,
  context: SourceContext,
): Promise<FacetReading<unknown>> {
  // A company's own facets are filled by the same map under ids of its own.
  const reader = source.facets[facetId as FacetId];
  if (!reader) {
    throw new Error('The source does not fill this facet');
  }
  return reader.read(account, context);
}
