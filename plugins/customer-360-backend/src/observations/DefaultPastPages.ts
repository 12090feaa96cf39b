import {
  CHANGE_WINDOWS,
  OBSERVED_FACETS,
  OBSERVED_FOR_DAYS,
  type CustomerView,
  type FacetDefinition,
  type FacetId,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { ReadableCustomer } from '../access/CustomerAccess';
import type { Reader } from '../access/Reader';
import type { Clock } from '../clock/SharedClock';
import type { ObservationsConfig } from '../config/readObservationsConfig';
import type { CustomerName, Preview } from '../customers/CustomerPages';
import { ledgerEntry } from '../customers/ledgerEntry';
import type { Sights } from '../customers/Sights';
import type { InstallationKey } from '../installation/InstallationKey';
import type { LedgerStore, Look } from '../ledger/LedgerStore';
import type { FinishedPage } from '../pages/FinishedPage';
import { finishPage } from '../pages/finishPage';
import type { SourceRegistry } from '../sources/SourceRegistry';
import { composePastView } from '../view/composePastView';
import { endOfDay } from './days';
import { DAILY_MS, keptMsOf } from './kept';
import type { Observation, ObservationStore } from './ObservationStore';
import { endOfPastDay } from './pastDay';
import type { PastPages } from './PastPages';
import { pastOf } from './DefaultPastReadings';
import { pastShape } from './pastShape';

const DAY_MS = 24 * 60 * 60 * 1000;

/** @see PastPages */
export class DefaultPastPages implements PastPages {
  readonly #sights: Pick<Sights, 'of'>;
  readonly #ledger: LedgerStore;
  readonly #store: Pick<ObservationStore, 'milestones'>;
  readonly #definitions: readonly FacetDefinition[];
  readonly #filled: ReadonlySet<string>;
  readonly #sources: SourceRegistry;
  readonly #key: InstallationKey;
  readonly #clock: Clock;
  readonly #keptMs: ReadonlyMap<FacetId, number>;

  constructor(options: {
    sights: Pick<Sights, 'of'>;
    ledger: LedgerStore;
    store: Pick<ObservationStore, 'milestones'>;
    definitions: readonly FacetDefinition[];
    /** Ids of the facets that some source fills. */
    filled: ReadonlySet<string>;
    sources: SourceRegistry;
    config: ObservationsConfig;
    key: InstallationKey;
    clock: Clock;
  }) {
    this.#sights = options.sights;
    this.#ledger = options.ledger;
    this.#store = options.store;
    this.#definitions = options.definitions;
    this.#filled = options.filled;
    this.#sources = options.sources;
    this.#key = options.key;
    this.#clock = options.clock;
    this.#keptMs = new Map(
      OBSERVED_FACETS.map(facet => [
        facet,
        keptMsOf(facet, options.definitions, options.config),
      ]),
    );
  }

  async view(
    reader: Reader,
    name: CustomerName,
    { day, as, look = 'opened' }: { day: string; as?: Preview; look?: Look },
  ): Promise<FinishedPage> {
    const now = this.#clock.now();
    const end = endOfPastDay(day, now, Math.max(...this.#keptMs.values()));
    const sight = await this.#sights.of(reader, 'view', name, as);
    const customer = {
      ...sight.customer,
      shape: pastShape(sight.customer.shape),
    };
    const entry = ledgerEntry(
      reader,
      'view',
      customer,
      [...customer.shape.facets.keys()],
      { ...(!as && { look }), asOf: day },
    );
    await this.#ledger.append([
      sight.actingAs === undefined
        ? entry
        : { ...entry, actingAs: sight.actingAs },
    ]);
    const view = await this.#compose(customer, day, end, now);
    // Of the bytes that are sent, and so of nothing hidden.
    const etag = `W/"${this.#key.sign('etag', JSON.stringify(view))}"`;
    const page = await finishPage(etag, view);
    await sight.confirm();
    return page;
  }

  async #compose(
    { entity, ref, shape }: ReadableCustomer,
    day: string,
    end: number,
    now: number,
  ): Promise<CustomerView> {
    const facets = OBSERVED_FACETS.filter(
      facet => shape.facets.get(facet)?.level === 'full',
    );
    const kept =
      facets.length === 0
        ? []
        : (
            await this.#store.milestones(ref, {
              facets,
              upTo: [0, ...CHANGE_WINDOWS].map(days => endOfDay(end, days)),
            })
          ).filter(observation => this.#isKept(observation, now));
    const then = kept.filter(({ asOf }) => Date.parse(asOf) <= end);
    return composePastView({
      entity,
      shape,
      definitions: this.#definitions,
      filled: this.#filled,
      titleOf: source => this.#sources.get(source)?.title ?? source,
      day,
      end: new Date(end),
      figures: new Map(
        then
          .filter(observation => tellsOf(observation, end, now))
          // Oldest first: the last of a facet stays.
          .map(observation => [observation.facet, observation]),
      ),
      since: new Map(
        kept
          .filter(({ facet }) => !then.some(it => it.facet === facet))
          .map(({ asOf, facet }) => [facet, asOf.slice(0, 10)]),
      ),
      past: pastOf(then),
    });
  }

  /** What is too old is not shown, whether or not it has been deleted yet. */
  #isKept({ asOf, facet }: Observation, now: number): boolean {
    return Date.parse(asOf) >= now - this.#keptMs.get(facet)!;
  }
}

/**
 * While every day has its reading, one of days before says nothing of the day.
 * Of older days only changes are left, and a figure held until the next.
 */
function tellsOf({ asOf }: Observation, end: number, now: number): boolean {
  const daysBefore =
    Math.floor(end / DAY_MS) - Math.floor(Date.parse(asOf) / DAY_MS);
  return daysBefore <= OBSERVED_FOR_DAYS || end < now - DAILY_MS;
}
