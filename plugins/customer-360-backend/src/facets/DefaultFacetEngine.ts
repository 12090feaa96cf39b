import type { FacetDefinition } from '@customer-360/backstage-plugin-customer-360-common';
import type {
  CustomerSource,
  LinkedAccount,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { SourceRegistry } from '../sources/SourceRegistry';
import type { CandidateFinder } from './CandidateFinder';
import type { CachedReading, FacetCache } from './FacetCache';
import type { FacetEngine, FacetReadRequest } from './FacetEngine';
import type { FacetFiller, FillOutcome, FillTarget } from './FacetFiller';
import { facetKey } from './facetKey';
import type { FailureMemory } from './FailureMemory';
import type { AccountReading, FacetReadings, SourceReading } from './readings';
import { settleReading } from './settleReading';
import { waitAtMost } from './waitAtMost';

/** Even a refresh does not ask a source twice within this. */
const REFRESH_FLOOR_MS = 5_000;

/** One account at one source with the facets wanted of it. */
interface Unit {
  readonly source: CustomerSource;
  readonly account: LinkedAccount;
  readonly linkVersion: string;
}

/** @see FacetEngine */
export class DefaultFacetEngine implements FacetEngine {
  readonly #definitions: ReadonlyMap<string, FacetDefinition>;
  readonly #sources: SourceRegistry;
  readonly #cache: FacetCache;
  readonly #filler: FacetFiller;
  readonly #failures: FailureMemory;
  readonly #candidates: CandidateFinder;
  readonly #deadlineMs: number;
  readonly #now: () => number;

  constructor(options: {
    definitions: readonly FacetDefinition[];
    sources: SourceRegistry;
    cache: FacetCache;
    filler: FacetFiller;
    failures: FailureMemory;
    candidates: CandidateFinder;
    deadlineMs: number;
    now: () => number;
  }) {
    this.#definitions = new Map(
      options.definitions.map(definition => [definition.id, definition]),
    );
    this.#sources = options.sources;
    this.#cache = options.cache;
    this.#filler = options.filler;
    this.#failures = options.failures;
    this.#candidates = options.candidates;
    this.#deadlineMs = options.deadlineMs;
    this.#now = options.now;
  }

  async read(request: FacetReadRequest): Promise<FacetReadings> {
    const wanted = request.facets.flatMap(
      id => this.#definitions.get(id) ?? [],
    );
    const flights = new Map<string, Promise<FillOutcome>>();
    const candidates = new Map<string, Promise<readonly string[]>>();
    for (const source of this.#sources.all()) {
      const facets = wanted.filter(({ id }) => fills(source, id));
      if (facets.length === 0) {
        continue;
      }
      const units = unitsOf(request, source);
      if (units.length === 0) {
        candidates.set(
          source.id,
          this.#candidates.find(source, request.customer),
        );
      }
      for (const unit of units) {
        for (const [key, flight] of this.#start(request, unit, facets)) {
          flights.set(key, flight);
        }
      }
    }
    const [outcomes, found] = await Promise.all([
      waitAtMost(flights, this.#deadlineMs),
      waitAtMost(candidates, this.#deadlineMs),
    ]);
    return new Map(
      wanted.flatMap(definition => {
        const sources = this.#sources.filling(definition.id);
        return sources.length === 0
          ? []
          : [
              [
                definition.id,
                sources.map(source =>
                  this.#settle(request, source, definition, outcomes, found),
                ),
              ] as const,
            ];
      }),
    );
  }

  /** Begins whatever reads this unit needs. */
  #start(
    request: FacetReadRequest,
    unit: Unit,
    facets: readonly FacetDefinition[],
  ): Map<string, Promise<FillOutcome>> {
    const due: FillTarget[] = [];
    const again = new Set(
      facets
        .filter(({ id }) => request.refresh?.includes(id))
        .map(definition => groupOf(definition)),
    );
    for (const definition of this.#withTheirGroups(unit.source, facets)) {
      const key = facetKey({ ...unit, facetId: definition.id });
      if (this.#isDue(key, again.has(groupOf(definition)))) {
        due.push({ key, definition });
      }
    }
    return due.length === 0
      ? new Map()
      : this.#filler.fill({
          ...unit,
          targets: due.map(target => ({
            ...target,
            freshNoLongerThan: this.#freshestOfGroup(unit, target, due),
          })),
        });
  }

  /**
   * Facets of one section that go stale together are read together, so that a
   * tile never says paid and overdue at once.
   */
  #withTheirGroups(
    source: CustomerSource,
    facets: readonly FacetDefinition[],
  ): FacetDefinition[] {
    const wanted = new Set(facets.map(groupOf));
    return [...this.#definitions.values()].filter(
      definition =>
        fills(source, definition.id) && wanted.has(groupOf(definition)),
    );
  }

  /** A facet read alone goes stale with the others of its group. */
  #freshestOfGroup(
    unit: Unit,
    { definition }: FillTarget,
    due: readonly FillTarget[],
  ): number | undefined {
    const now = this.#now();
    const others = this.#withTheirGroups(unit.source, [definition])
      .filter(({ id }) => !due.some(target => target.definition.id === id))
      .flatMap(
        ({ id }) =>
          this.#cache.get(facetKey({ ...unit, facetId: id }))?.freshUntil ?? [],
      )
      .filter(freshUntil => freshUntil > now);
    return others.length > 0 ? Math.min(...others) : undefined;
  }

  #isDue(key: string, refresh: boolean): boolean {
    const known = this.#cache.get(key);
    const failure = this.#failures.get(key);
    const now = this.#now();
    if (refresh) {
      const latest = Math.max(known?.fetchedAt ?? 0, failure?.at ?? 0);
      return latest + REFRESH_FLOOR_MS <= now;
    }
    return failure === undefined && !(known && known.freshUntil > now);
  }

  #settle(
    request: FacetReadRequest,
    source: CustomerSource,
    definition: FacetDefinition,
    outcomes: ReadonlyMap<string, FillOutcome>,
    candidates: ReadonlyMap<string, readonly string[]>,
  ): SourceReading {
    const accounts = unitsOf(request, source).map((unit): AccountReading => {
      const key = facetKey({ ...unit, facetId: definition.id });
      return settleReading({
        account: unit.account.id,
        outcome: outcomes.get(key),
        known: this.#usable(key),
        failure: this.#failures.get(key)?.reason,
        now: this.#now(),
      });
    });
    return {
      source: { id: source.id, title: source.title },
      accounts,
      candidates: candidates.get(source.id) ?? [],
    };
  }

  #usable(key: string): CachedReading | undefined {
    const known = this.#cache.get(key);
    return known && known.usableUntil > this.#now() ? known : undefined;
  }
}

function fills(source: CustomerSource, facetId: string): boolean {
  return Object.hasOwn(source.facets, facetId);
}

function unitsOf(request: FacetReadRequest, source: CustomerSource): Unit[] {
  const linkVersion = request.links.version(source.id);
  return request.links.ids(source.id).map(id => ({
    source,
    account: { id, customer: request.customer },
    linkVersion,
  }));
}

function groupOf({ section, times, label }: FacetDefinition): string {
  return `${section}/${times.freshMs}/${label ?? ''}`;
}
