import {
  changesSince,
  COMPARED_FACETS,
  type FacetDefinition,
  type FacetId,
  type SinceLook,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { Reader } from '../access/Reader';
import type { Clock } from '../clock/SharedClock';
import type { ObservationsConfig } from '../config/readObservationsConfig';
import type { CustomerName } from '../customers/CustomerPages';
import { ledgerEntry } from '../customers/ledgerEntry';
import type { Sights } from '../customers/Sights';
import type { LedgerStore } from '../ledger/LedgerStore';
import { keptMsOf } from '../observations/kept';
import type {
  Observation,
  ObservationStore,
} from '../observations/ObservationStore';
import { pastShape } from '../observations/pastShape';
import type { LastLooks } from './LastLooks';
import type { SinceLooks } from './SinceLooks';

const ONE_VISIT_MS = 15 * 60 * 1000;

/** @see SinceLooks */
export class DefaultSinceLooks implements SinceLooks {
  readonly #sights: Pick<Sights, 'of'>;
  readonly #lastLooks: LastLooks;
  readonly #ledger: LedgerStore;
  readonly #store: Pick<ObservationStore, 'milestones'>;
  readonly #clock: Clock;
  readonly #keptMs: ReadonlyMap<FacetId, number>;

  constructor(options: {
    sights: Pick<Sights, 'of'>;
    lastLooks: LastLooks;
    ledger: LedgerStore;
    store: Pick<ObservationStore, 'milestones'>;
    definitions: readonly FacetDefinition[];
    config: ObservationsConfig;
    clock: Clock;
  }) {
    this.#sights = options.sights;
    this.#lastLooks = options.lastLooks;
    this.#ledger = options.ledger;
    this.#store = options.store;
    this.#clock = options.clock;
    this.#keptMs = new Map(
      COMPARED_FACETS.map(facet => [
        facet,
        keptMsOf(facet, options.definitions, options.config),
      ]),
    );
  }

  async of(reader: Reader, name: CustomerName): Promise<SinceLook> {
    const sight = await this.#sights.of(reader, 'since_look', name);
    // What is told of then is history: the rights of a past day decide.
    const customer = {
      ...sight.customer,
      shape: pastShape(sight.customer.shape),
    };
    await this.#ledger.append([
      ledgerEntry(reader, 'since_look', customer, COMPARED_FACETS),
    ]);
    const now = this.#clock.now();
    const lookedAt = await this.#lastLooks.of(
      reader.userRef,
      customer.ref,
      now - ONE_VISIT_MS,
    );
    const facets = COMPARED_FACETS.filter(
      facet => customer.shape.facets.get(facet)?.level === 'full',
    );
    if (lookedAt === undefined || facets.length === 0) {
      await sight.confirm();
      return {
        ...(lookedAt !== undefined && { lookedAt: isoOf(lookedAt) }),
        changes: [],
      };
    }
    const kept = await this.#store.milestones(customer.ref, {
      facets,
      upTo: [isoOf(lookedAt), isoOf(now)],
    });
    const changes = changesSince(
      latestUpTo(
        kept.filter(observation => this.#isKept(observation, now)),
        lookedAt,
      ),
      latestUpTo(kept, now),
    );
    await sight.confirm();
    return { lookedAt: isoOf(lookedAt), changes };
  }

  /** What is too old is not told, whether or not it has been deleted yet. */
  #isKept({ asOf, facet }: Observation, now: number): boolean {
    return Date.parse(asOf) >= now - this.#keptMs.get(facet)!;
  }
}

/** They come oldest first: the last of a facet is the latest. */
function latestUpTo(
  observations: readonly Observation[],
  until: number,
): Observation[] {
  return [
    ...new Map(
      observations
        .filter(({ asOf }) => Date.parse(asOf) <= until)
        .map(observation => [observation.facet, observation]),
    ).values(),
  ];
}

function isoOf(at: number): string {
  return new Date(at).toISOString();
}
