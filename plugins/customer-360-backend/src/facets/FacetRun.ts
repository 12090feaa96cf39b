import type {
  CandidateRule,
  FacetDefinition,
} from '@customer-360/backstage-plugin-customer-360-common';
import type {
  CustomerSource,
  SourceErrorReason,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { FoundAccounts } from './CandidateFinder';
import type { FillOutcome, Flight } from './FacetFiller';
import type { Told } from '../generations/Generations';
import type { FacetUnit } from './facetKey';
import type { PackedReading } from './PackedReading';
import type { FacetReadings, SourceReading } from './readings';
import { settleReading, type Standing } from './settleReading';
import type { Waited } from './waitAtMost';

/** One facet of one account, as one request found it. */
export interface FacetSlot {
  readonly unit: FacetUnit;
  readonly definition: FacetDefinition;
  readonly key: string;
  readonly generation: number;
  /** What the vendor has told of it. */
  readonly told?: Told;
  known?: PackedReading;
  standing: Standing;
  failure?: SourceErrorReason;
  flight?: Flight;
  outcome?: FillOutcome;
}

/** What a slot has to be waited for: something that is expired is shown as it is. */
export function isAwaited(slot: FacetSlot): boolean {
  return (
    slot.flight !== undefined &&
    slot.outcome === undefined &&
    slot.standing !== 'expired'
  );
}

/** One request's way through the caches and sources. */
export class FacetRun {
  readonly #wanted: readonly FacetDefinition[];
  readonly #sources: ReadonlyMap<string, readonly CustomerSource[]>;
  readonly #slots: readonly FacetSlot[];
  readonly #candidates: ReadonlyMap<string, Promise<FoundAccounts>>;
  readonly #foundBy: (sourceId: string) => CandidateRule | undefined;
  readonly #found = new Map<string, FoundAccounts>();
  readonly #now: () => number;
  readonly #startedAt = performance.now();

  constructor(options: {
    wanted: readonly FacetDefinition[];
    /** By facet id, those that fill it. */
    sources: ReadonlyMap<string, readonly CustomerSource[]>;
    slots: readonly FacetSlot[];
    /** By id of a source that is not linked. */
    candidates: ReadonlyMap<string, Promise<FoundAccounts>>;
    foundBy: (sourceId: string) => CandidateRule | undefined;
    now: () => number;
  }) {
    this.#wanted = options.wanted;
    this.#sources = options.sources;
    this.#slots = options.slots;
    this.#candidates = options.candidates;
    this.#foundBy = options.foundBy;
    this.#now = options.now;
  }

  /** What nothing can be said without. */
  awaited(): Waited[] {
    return [
      ...this.#slots.filter(isAwaited).map(slot => this.#landed(slot)),
      ...[...this.#candidates.keys()].map(id => this.#looked(id)),
    ];
  }

  /** The same for one facet, and what is being read again behind it. */
  pending(facetId: string): {
    awaited: Waited[];
    renewed: Waited[];
  } {
    const slots = this.#slots.filter(
      ({ definition, flight, outcome }) =>
        definition.id === facetId && flight && outcome === undefined,
    );
    return {
      awaited: [
        ...slots.filter(isAwaited).map(slot => this.#landed(slot)),
        ...(this.#sources.get(facetId) ?? [])
          .filter(({ id }) => this.#candidates.has(id) && !this.#found.has(id))
          .map(({ id }) => this.#looked(id)),
      ],
      renewed: slots
        .filter(slot => !isAwaited(slot))
        .map(slot => this.#landed(slot)),
    };
  }

  /** All facets as they are known now. */
  readings(): FacetReadings<PackedReading> {
    return new Map(
      this.#wanted.flatMap(({ id }) => {
        const readings = this.readingsOf(id);
        return readings.length > 0 ? [[id, readings] as const] : [];
      }),
    );
  }

  /** Empty where no source fills the facet. */
  readingsOf(facetId: string): Array<SourceReading<PackedReading>> {
    return (this.#sources.get(facetId) ?? []).map(source => ({
      source: { id: source.id, title: source.title },
      accounts: this.#slots
        .filter(
          ({ unit, definition }) =>
            unit.source.id === source.id && definition.id === facetId,
        )
        .map(slot =>
          settleReading({
            account: slot.unit.account.id,
            generation: slot.generation,
            outcome: slot.outcome,
            known: slot.known,
            failure: slot.failure,
            late: slot.outcome ? undefined : slot.flight?.whyLate(),
            now: this.#now(),
          }),
        ),
      ...foundOf(this.#found.get(source.id), this.#foundBy(source.id)),
      ...(this.#candidates.has(source.id) &&
        !this.#found.has(source.id) && { looking: true as const }),
    }));
  }

  #landed(slot: FacetSlot): Waited {
    const flight = slot.flight!;
    return {
      startedAt: flight.startedAt,
      ended: flight.ended.then(outcome => {
        slot.outcome = outcome;
      }),
    };
  }

  #looked(sourceId: string): Waited {
    return {
      startedAt: this.#startedAt,
      ended: this.#candidates.get(sourceId)!.then(found => {
        this.#found.set(sourceId, found);
      }),
    };
  }
}

function foundOf(
  found: FoundAccounts | undefined,
  foundBy: CandidateRule | undefined,
) {
  return {
    candidates: found?.candidates.map(({ id }) => id) ?? [],
    ...(found?.linked && { linked: true as const }),
    ...(found?.failure && { notLooked: found.failure }),
    ...(foundBy && { foundBy }),
  };
}
