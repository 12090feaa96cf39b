import type { FacetDefinition } from '@customer-360/backstage-plugin-customer-360-common';
import type { CustomerSource } from '@customer-360/backstage-plugin-customer-360-node';
import type { Clock } from '../clock/SharedClock';
import type { SharedReadings } from '../shared/SharedReadings';
import type { SourceRegistry } from '../sources/SourceRegistry';
import { fillsFacet } from '../sources/fillsFacet';
import type { CandidateFinder, FoundAccounts } from './CandidateFinder';
import type {
  FacetEngine,
  FacetReadRequest,
  FacetUpdate,
  RefreshTarget,
} from './FacetEngine';
import type { FacetFiller, FillRequest } from './FacetFiller';
import { FacetGroups } from './FacetGroups';
import { facetKey, unitKey, type FacetUnit } from './facetKey';
import { FacetRun, type FacetSlot } from './FacetRun';
import type { FailureMemory } from './FailureMemory';
import type { PackedReading } from './PackedReading';
import type { ReadObserver } from './ReadObserver';
import type { ReadingCache } from './ReadingCache';
import type { FacetReadings } from './readings';
import { standingOf } from './settleReading';
import { waitAtMost } from './waitAtMost';

/** Even a refresh does not ask a source twice within this. */
const REFRESH_FLOOR_MS = 5_000;

/** @see FacetEngine */
export class DefaultFacetEngine implements FacetEngine {
  readonly #definitions: ReadonlyMap<string, FacetDefinition>;
  readonly #groups: FacetGroups;
  readonly #sources: SourceRegistry;
  readonly #cache: ReadingCache;
  readonly #shared: SharedReadings;
  readonly #filler: FacetFiller;
  readonly #failures: FailureMemory;
  readonly #candidates: CandidateFinder;
  readonly #deadlineMs: number;
  readonly #clock: Clock;
  readonly #observer: ReadObserver;

  constructor(options: {
    definitions: readonly FacetDefinition[];
    sources: SourceRegistry;
    cache: ReadingCache;
    shared: SharedReadings;
    filler: FacetFiller;
    failures: FailureMemory;
    candidates: CandidateFinder;
    deadlineMs: number;
    clock: Clock;
    observer: ReadObserver;
  }) {
    this.#definitions = new Map(
      options.definitions.map(definition => [definition.id, definition]),
    );
    this.#groups = new FacetGroups(options.definitions);
    this.#sources = options.sources;
    this.#cache = options.cache;
    this.#shared = options.shared;
    this.#filler = options.filler;
    this.#failures = options.failures;
    this.#candidates = options.candidates;
    this.#deadlineMs = options.deadlineMs;
    this.#clock = options.clock;
    this.#observer = options.observer;
  }

  async read(request: FacetReadRequest): Promise<FacetReadings<PackedReading>> {
    const run = await this.#start(request);
    await waitAtMost(run.awaited(), this.#deadlineMs);
    return run.readings();
  }

  async *follow(request: FacetReadRequest): AsyncGenerator<FacetUpdate> {
    const run = await this.#start(request);
    // Each facet comes by itself and says when it has nothing more to say.
    const updates = new Map(
      request.facets.map(facet => [facet, this.#next(run, facet)]),
    );
    while (updates.size > 0) {
      const { update, next } = await Promise.race(updates.values());
      if (next) {
        updates.set(update.facet, next());
      } else {
        updates.delete(update.facet);
      }
      if (update.readings.length > 0) {
        yield update;
      }
    }
  }

  refreshable(request: FacetReadRequest): RefreshTarget[] {
    const wanted = this.#wanted(request.facets);
    return this.#sources.all().flatMap(source => {
      const now = this.#clock.now();
      const rested = unitsOf(request, source)
        .flatMap(unit => this.#slotsOf(request, unit, wanted))
        .filter(slot => {
          const latest = Math.max(
            slot.known?.fetchedAt ?? 0,
            this.#failures.get(slot)?.at ?? 0,
          );
          return latest + REFRESH_FLOOR_MS <= now;
        })
        .map(({ definition }) => definition.id);
      return rested.length > 0
        ? [{ source: source.id, facets: [...new Set(rested)] }]
        : [];
    });
  }

  together(sourceId: string, facets: readonly string[]): string[] {
    const source = this.#sources.get(sourceId);
    return source
      ? this.#groups.of(source, this.#wanted(facets)).map(({ id }) => id)
      : [];
  }

  /** Looks into the caches and begins whatever reads are needed. */
  async #start(request: FacetReadRequest): Promise<FacetRun> {
    const wanted = this.#wanted(request.facets);
    const candidates = new Map<string, Promise<FoundAccounts>>();
    const slots: FacetSlot[] = [];
    for (const source of this.#sources.all()) {
      if (
        !isAsked(request, source) ||
        !wanted.some(({ id }) => fillsFacet(source, id))
      ) {
        continue;
      }
      const units = unitsOf(request, source);
      if (units.length === 0 && request.sources === undefined) {
        candidates.set(
          source.id,
          this.#candidates.find(source, request.customer),
        );
      }
      for (const unit of units) {
        slots.push(...this.#slotsOf(request, unit, wanted));
      }
    }
    for (const { unit, definition, standing } of slots) {
      this.#observer.onRead(unit.source.id, definition.id, standing);
    }
    const due = slots.filter(
      ({ standing, failure }) => standing !== 'fresh' && failure === undefined,
    );
    if (due.length > 0) {
      const asked = this.#askOthers(due);
      // Of an account of which nothing is known a read begins at once: whether
      // another instance has something is found out by its turn as well.
      this.#fill(ofUnknownUnits(slots));
      await asked;
      for (const slot of slots) {
        // It gives its turn back by itself, and nobody waits for it.
        slot.flight = slot.standing === 'fresh' ? undefined : slot.flight;
      }
      this.#fill(slots.filter(({ flight }) => flight === undefined));
    }
    return new FacetRun({
      wanted,
      sources: new Map(
        wanted.map(
          ({ id }) =>
            [
              id,
              this.#sources
                .filling(id)
                .filter(source => isAsked(request, source)),
            ] as const,
        ),
      ),
      slots,
      candidates,
      foundBy: id => request.links.foundBy(id),
      now: () => this.#clock.now(),
    });
  }

  #wanted(facets: readonly string[]): FacetDefinition[] {
    return facets.flatMap(id => this.#definitions.get(id) ?? []);
  }

  #slotsOf(
    request: FacetReadRequest,
    unit: FacetUnit,
    wanted: readonly FacetDefinition[],
  ): FacetSlot[] {
    const { source } = unit;
    const prefix = unitKey(unit);
    const now = this.#clock.now();
    return this.#groups
      .of(
        source,
        wanted.filter(({ id }) => fillsFacet(source, id)),
      )
      .map(definition => {
        const key = facetKey(prefix, definition.id);
        const generation = request.generations.of(source.id, definition.id);
        const known = this.#cache.get(key);
        return {
          unit,
          definition,
          key,
          generation,
          told: request.generations.toldOf(source.id, definition.id),
          known,
          standing: standingOf(known, generation, now),
          failure: this.#failures.get({ key, generation })?.reason,
        };
      });
  }

  /** Another instance may have read what is due here. */
  async #askOthers(due: readonly FacetSlot[]): Promise<void> {
    const found = await this.#shared.get(due.map(({ key }) => key));
    due.forEach((slot, i) => {
      const reading = found[i];
      if (reading) {
        this.#cache.offer(slot.key, reading);
      }
      // While it was asked, something may have landed here as well.
      slot.known = this.#cache.get(slot.key);
      slot.standing = standingOf(
        slot.known,
        slot.generation,
        this.#clock.now(),
      );
    });
  }

  /** Begins reads, one per account with all that is due of it. */
  #fill(slots: readonly FacetSlot[]): void {
    const requests = new Map<FillRequest, readonly FacetSlot[]>();
    for (const unit of new Set(slots.map(slot => slot.unit))) {
      const ofUnit = slots.filter(slot => slot.unit === unit);
      const due = ofUnit.filter(
        ({ standing, failure }) =>
          standing !== 'fresh' && failure === undefined,
      );
      if (due.length > 0) {
        const targets = due.map(slot => ({
          key: slot.key,
          generation: slot.generation,
          definition: slot.definition,
          freshNoLongerThan: this.#freshestOfGroup(slot, ofUnit),
          told: slot.told,
        }));
        requests.set({ ...unit, targets }, due);
      }
    }
    this.#filler.inOrder([...requests.keys()]).forEach((request, place) => {
      const flights = this.#filler.fill(request, place);
      requests.get(request)!.forEach((slot, i) => {
        slot.flight = flights[i];
      });
    });
  }

  /** A facet read alone goes stale with the others of its group. */
  #freshestOfGroup(
    slot: FacetSlot,
    ofUnit: readonly FacetSlot[],
  ): number | undefined {
    const group = this.#groups.of(slot.unit.source, [slot.definition]);
    const fresh = ofUnit.flatMap(({ definition, standing, known }) =>
      known && standing === 'fresh' && group.includes(definition)
        ? [known.freshUntil]
        : [],
    );
    return fresh.length > 0 ? Math.min(...fresh) : undefined;
  }

  /** A facet as soon as it is known; `next` where it is being read again. */
  async #next(run: FacetRun, facet: string): Promise<Next> {
    const { awaited, renewed } = run.pending(facet);
    await waitAtMost(awaited, this.#deadlineMs);
    const update = { facet, readings: run.readingsOf(facet) };
    return renewed.length === 0
      ? { update }
      : {
          update,
          next: async () => {
            await waitAtMost(renewed, this.#deadlineMs);
            return { update: { facet, readings: run.readingsOf(facet) } };
          },
        };
  }
}

function isAsked({ sources }: FacetReadRequest, source: CustomerSource) {
  return sources === undefined || sources.has(source.id);
}

/** Slots of accounts of which this instance knows nothing. */
function ofUnknownUnits(slots: readonly FacetSlot[]): FacetSlot[] {
  const known = new Set(
    slots.filter(({ standing }) => standing !== 'none').map(({ unit }) => unit),
  );
  return slots.filter(({ unit }) => !known.has(unit));
}

interface Next {
  readonly update: FacetUpdate;
  readonly next?: () => Promise<Next>;
}

function unitsOf(
  request: FacetReadRequest,
  source: CustomerSource,
): FacetUnit[] {
  const linkVersion = request.links.version(source.id);
  return request.links.ids(source.id).map(id => ({
    source,
    account: { id, customer: request.customer },
    linkVersion,
  }));
}
