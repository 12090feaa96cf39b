import type { FacetDefinition } from '@customer-360/backstage-plugin-customer-360-common';
import type { Clock } from '../clock/SharedClock';
import type { SharedReadings } from '../shared/SharedReadings';
import { fillsFacet } from '../sources/fillsFacet';
import type { SourceRegistry } from '../sources/SourceRegistry';
import type { FacetReadRequest } from './FacetEngine';
import { facetKey, unitKey } from './facetKey';
import { FacetRun, type FacetSlot } from './FacetRun';
import { isNewer, packReading, type PackedReading } from './PackedReading';
import type { ReadingCache } from './ReadingCache';
import type { FacetReadings } from './readings';
import { standingOf } from './settleReading';
import type { SyncedReadings } from './SyncedReadings';

/**
 * Gives of the facets of a customer what is known anyway: what is cached and
 * what bulk reads have brought. No source is asked, and nothing is kept for it:
 * whoever goes through all customers pushes nobody's page out of the cache.
 */
export class KnownFacets {
  readonly #definitions: readonly FacetDefinition[];
  readonly #sources: SourceRegistry;
  readonly #cache: ReadingCache;
  readonly #shared: Pick<SharedReadings, 'get'>;
  readonly #synced: SyncedReadings;
  readonly #clock: Clock;

  constructor(options: {
    definitions: readonly FacetDefinition[];
    sources: SourceRegistry;
    cache: ReadingCache;
    shared: Pick<SharedReadings, 'get'>;
    synced: SyncedReadings;
    clock: Clock;
  }) {
    this.#definitions = options.definitions;
    this.#sources = options.sources;
    this.#cache = options.cache;
    this.#shared = options.shared;
    this.#synced = options.synced;
    this.#clock = options.clock;
  }

  /**
   * What nothing has made worthless but is due to be read again is marked as
   * `renewing`; what was made worthless, with why nothing newer is there.
   */
  async read(request: FacetReadRequest): Promise<FacetReadings<PackedReading>> {
    const wanted = this.#definitions.filter(({ id }) =>
      request.facets.includes(id),
    );
    const slots = this.#slotsOf(request, wanted);
    await this.#askOthers(slots.filter(isDue));
    await Promise.all(slots.filter(isDue).map(slot => this.#askSynced(slot)));
    return new FacetRun({
      wanted,
      sources: new Map(
        wanted.map(({ id }) => [id, this.#sources.filling(id)] as const),
      ),
      slots,
      candidates: new Map(),
      foundBy: id => request.links.foundBy(id),
      now: () => this.#clock.now(),
    }).readings();
  }

  #slotsOf(
    { customer, generations, links }: FacetReadRequest,
    wanted: readonly FacetDefinition[],
  ): FacetSlot[] {
    const now = this.#clock.now();
    return this.#sources.all().flatMap(source =>
      links.ids(source.id).flatMap(id => {
        const unit = {
          source,
          account: { id, customer },
          linkVersion: links.version(source.id),
        };
        const prefix = unitKey(unit);
        return wanted
          .filter(definition => fillsFacet(source, definition.id))
          .map((definition): FacetSlot => {
            const key = facetKey(prefix, definition.id);
            const generation = generations.of(source.id, definition.id);
            const known = this.#cache.get(key);
            const standing = standingOf(known, generation, now);
            return { unit, definition, key, generation, known, standing };
          });
      }),
    );
  }

  async #askOthers(due: readonly FacetSlot[]): Promise<void> {
    if (due.length === 0) {
      return;
    }
    const found = await this.#shared.get(due.map(({ key }) => key));
    due.forEach((slot, i) => {
      const reading = found[i];
      if (reading && (!slot.known || isNewer(reading, slot.known))) {
        this.#take(slot, reading);
      }
    });
  }

  async #askSynced(slot: FacetSlot): Promise<void> {
    const { unit, definition, generation, known } = slot;
    const answer = await this.#synced.find(unit, {
      definition,
      generation,
      known,
      unasked: true,
    });
    switch (answer.kind) {
      case 'read':
        this.#take(slot, packReading(answer.reading));
        break;
      case 'ask':
        if (answer.instead) {
          this.#take(slot, packReading(answer.instead));
        }
        break;
      default:
        slot.failure = answer.reason;
    }
  }

  #take(slot: FacetSlot, reading: PackedReading): void {
    slot.known = reading;
    slot.standing = standingOf(reading, slot.generation, this.#clock.now());
  }
}

function isDue({ standing }: FacetSlot): boolean {
  return standing !== 'fresh';
}
