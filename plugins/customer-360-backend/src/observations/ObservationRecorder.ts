import {
  observe,
  OBSERVED_FACETS,
  type FacetDefinition,
  type FacetId,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { LRUCache } from 'lru-cache';
import type { CachedReading, PackedReading } from '../facets/PackedReading';
import { unpackSources, type SourceReading } from '../facets/readings';
import type { Observation, ObservationStore } from './ObservationStore';

type Sources = ReadonlyArray<SourceReading<PackedReading>>;

/** Customers whose figures wait to be written; what is more is left out. */
const MAX_WAITING = 1_000;
const MAX_KNOWN = 100_000;
/** Writing waits until whoever asked has been answered. */
const PAUSE_MS = 250;

/**
 * Notes the figures of what has been read anyway. Nothing is read for it, nobody
 * waits for it, and what cannot be written is noted by the next read.
 */
export class ObservationRecorder {
  readonly #store: ObservationStore;
  readonly #definitions: ReadonlyMap<string, FacetDefinition>;
  readonly #logger: LoggerService;
  readonly #onKept?: (customerRef: string) => Promise<void>;
  readonly #waiting = new Map<string, Map<FacetId, Sources>>();
  /** Versions of what was noted last, by customer and facet. */
  readonly #known = new LRUCache<string, string>({ max: MAX_KNOWN });
  #timer?: NodeJS.Timeout;
  #writing?: Promise<void>;

  constructor(options: {
    store: ObservationStore;
    definitions: readonly FacetDefinition[];
    logger: LoggerService;
    /** Told of customers whose figures were not kept like that before. */
    onKept?: (customerRef: string) => Promise<void>;
  }) {
    this.#onKept = options.onKept;
    this.#store = options.store;
    this.#definitions = new Map(
      options.definitions.map(definition => [definition.id, definition]),
    );
    this.#logger = options.logger;
  }

  /** Takes what was read of a customer; gives at once. */
  saw(customerRef: string, readings: ReadonlyMap<string, Sources>): void {
    for (const facet of OBSERVED_FACETS) {
      const sources = readings.get(facet);
      if (sources && isWhole(sources)) {
        this.#note(customerRef, facet, sources);
      }
    }
  }

  /** Writes what waits: at shutdown, and for whoever sees very many. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#write();
  }

  #note(customerRef: string, facet: FacetId, sources: Sources): void {
    const key = `${customerRef} ${facet}`;
    const version = versionOf(sources);
    if (this.#known.get(key) === version) {
      return;
    }
    let facets = this.#waiting.get(customerRef);
    if (!facets) {
      if (this.#waiting.size >= MAX_WAITING) {
        return;
      }
      facets = new Map();
      this.#waiting.set(customerRef, facets);
    }
    this.#known.set(key, version);
    facets.set(facet, sources);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#write();
    }, PAUSE_MS).unref();
  }

  async #write(): Promise<void> {
    await this.#writing;
    this.#writing = this.#writeAll();
    await this.#writing;
  }

  async #writeAll(): Promise<void> {
    for (const [customerRef, facets] of this.#waiting) {
      this.#waiting.delete(customerRef);
      try {
        const observations = [...facets].flatMap(([facet, sources]) =>
          this.#observe(facet, sources),
        );
        if (
          observations.length > 0 &&
          (await this.#store.keep(customerRef, observations)) > 0
        ) {
          await this.#onKept?.(customerRef);
        }
      } catch (error) {
        for (const facet of facets.keys()) {
          this.#known.delete(`${customerRef} ${facet}`);
        }
        this.#logger.warn(
          'The figures of a customer could not be noted; the next read notes them',
          { error: error instanceof Error ? error.name : 'unknown' },
        );
      }
    }
  }

  #observe(facet: FacetId, packed: Sources): Observation[] {
    const definition = this.#definitions.get(facet);
    if (!definition?.summarize) {
      return [];
    }
    const read = unpackSources(packed).flatMap(({ source, accounts }) =>
      accounts.flatMap(account =>
        account.kind === 'read' ? [{ source: source.id, ...account }] : [],
      ),
    );
    const data = definition.merge(
      read.map(({ source, account, reading }) => ({
        source,
        account,
        data: reading.data,
      })),
    );
    const fetchedAt = Math.min(...read.map(({ reading }) => reading.fetchedAt));
    const figures = observe(
      facet,
      // By the time it was read: what was overdue then is what is noted.
      definition.summarize(data, new Date(fetchedAt)) as never,
    );
    if (figures.length === 0) {
      return [];
    }
    // A figure of several sources is as old as the oldest of them.
    const asOf = read
      .map(({ reading }) => trueAt(reading))
      .sort((a, b) => Date.parse(a) - Date.parse(b))[0];
    return [
      {
        facet,
        asOf: new Date(asOf).toISOString(),
        fetchedAt: new Date(fetchedAt).toISOString(),
        sources: [...new Set(read.map(({ source }) => source))],
        figures,
      },
    ];
  }
}

/**
 * What has not changed for days was true on each of them: it is noted as of the
 * beginning of the latest, so that whatever changed later on that day comes
 * after it.
 */
function trueAt({ asOf, fetchedAt, heldUntil }: CachedReading): string {
  const at = asOf ?? new Date(fetchedAt).toISOString();
  const day =
    heldUntil === undefined
      ? at
      : `${new Date(heldUntil).toISOString().slice(0, 10)}T00:00:00.000Z`;
  return Date.parse(day) > Date.parse(at) ? day : at;
}

/** A figure over some of the accounts, or of some records, would be wrong. */
function isWhole(sources: Sources): boolean {
  const accounts = sources.flatMap(source => source.accounts);
  return (
    accounts.length > 0 &&
    accounts.every(
      account =>
        account.kind === 'read' &&
        account.stale === undefined &&
        !account.reading.truncated &&
        (account.reading.missing.length === 0 ||
          account.reading.figuresWhole === true),
    )
  );
}

function versionOf(sources: Sources): string {
  return sources
    .flatMap(({ accounts }) =>
      accounts.map(account =>
        account.kind === 'read' ? account.reading.version : '',
      ),
    )
    .join(' ');
}
