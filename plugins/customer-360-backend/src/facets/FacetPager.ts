import type {
  FacetDefinition,
  FacetId,
} from '@customer-360/backstage-plugin-customer-360-common';
import type {
  CustomerSource,
  FacetReadingPage,
  SourceContext,
} from '@customer-360/backstage-plugin-customer-360-node';
import { openSession } from '../sources/openSession';
import type { SourceRegistry } from '../sources/SourceRegistry';
import type { SourceSessions } from '../sources/SourceSessions';
import type { CustomerLinks } from '../links/LinkResolver';
import type { CustomerIdentity } from './CustomerIdentity';
import type { FacetCursor, FacetList, FacetPosition } from './FacetCursor';
import type { FacetEngine } from './FacetEngine';
import type { Clock } from '../clock/SharedClock';
import type { Generations } from '../generations/Generations';
import type { AccountReading, SourceReading } from './readings';
import { acceptReading } from './acceptReading';
import { unpackSources } from './readings';

export interface FacetPageRequest {
  readonly customer: CustomerIdentity;
  readonly links: CustomerLinks;
  readonly generations: Generations;
  readonly definition: FacetDefinition;
  readonly list: FacetList;
  readonly position?: FacetPosition;
  readonly limit: number;
  /** True for the facet as the page has it, without going on. */
  readonly whole?: boolean;
}

export interface FacetPageReadings {
  /** Undefined where no source fills the facet. */
  readonly readings?: readonly SourceReading[];
  /** True where the readings are one page of a longer list. */
  readonly paged?: boolean;
  readonly nextCursor?: string;
}

interface Stop {
  readonly source: CustomerSource;
  readonly account: string;
}

/**
 * Reads long lists page by page, straight from the sources: source by source,
 * account by account. A facet that no source can page is one page.
 */
export class FacetPager {
  readonly #engine: FacetEngine;
  readonly #sources: SourceRegistry;
  readonly #sessions: SourceSessions;
  readonly #cursor: FacetCursor;
  readonly #deadlineMs: number;
  readonly #clock: Clock;

  constructor(options: {
    engine: FacetEngine;
    sources: SourceRegistry;
    sessions: SourceSessions;
    cursor: FacetCursor;
    deadlineMs: number;
    clock: Clock;
  }) {
    this.#engine = options.engine;
    this.#sources = options.sources;
    this.#sessions = options.sessions;
    this.#cursor = options.cursor;
    this.#deadlineMs = options.deadlineMs;
    this.#clock = options.clock;
  }

  /**
   * @throws InputError for a cursor that was not given for this list
   */
  positionOf(
    list: FacetList,
    cursor: string | undefined,
  ): FacetPosition | undefined {
    return cursor === undefined ? undefined : this.#cursor.decode(list, cursor);
  }

  async read(request: FacetPageRequest): Promise<FacetPageReadings> {
    const { definition, position } = request;
    const sources = this.#sources.filling(definition.id);
    const stops = sources.flatMap(source =>
      request.links
        .ids(source.id)
        .map((account): Stop => ({ source, account })),
    );
    const pages = sources.some(source => pageOf(source, definition.id));
    if (request.whole || !pages || stops.length === 0) {
      return { readings: await this.#whole(request) };
    }
    const found = stops.findIndex(
      ({ source, account }) =>
        source.id === position?.source && account === position.account,
    );
    // A link that is gone since the cursor was made ends the list.
    if (position && found < 0) {
      return { readings: [], paged: true };
    }
    const at = Math.max(found, 0);
    const { reading, vendorCursor } = await this.#readStop(
      request,
      stops[at],
      position?.vendorCursor,
    );
    const next: FacetPosition | undefined = vendorCursor
      ? {
          source: stops[at].source.id,
          account: stops[at].account,
          vendorCursor,
        }
      : stops[at + 1] && {
          source: stops[at + 1].source.id,
          account: stops[at + 1].account,
        };
    return {
      readings: [reading],
      paged: true,
      ...(next && {
        nextCursor: this.#cursor.encode(request.list, next),
      }),
    };
  }

  async #readStop(
    request: FacetPageRequest,
    { source, account }: Stop,
    vendorCursor: string | undefined,
  ): Promise<{ reading: SourceReading; vendorCursor?: string }> {
    const { definition } = request;
    const page = pageOf(source, definition.id);
    if (!page) {
      const whole = await this.#whole(request);
      const known = whole?.find(reading => reading.source.id === source.id);
      return {
        reading: {
          ...sourceReading(source, request),
          accounts: (known?.accounts ?? []).filter(
            reading => reading.account === account,
          ),
        },
      };
    }
    const startedAt = this.#clock.now();
    const session = openSession({
      sessions: this.#sessions,
      source,
      deadlineMs: this.#deadlineMs,
    });
    const outcome = await session.ask(context =>
      page(
        { id: account, customer: request.customer },
        { cursor: vendorCursor, limit: request.limit },
        context,
      ),
    );
    session.end();
    const of = (reading: AccountReading): SourceReading => ({
      ...sourceReading(source, request),
      accounts: [reading],
    });
    if (!outcome.ok) {
      return {
        reading: of({ kind: 'failed', account, reason: outcome.reason }),
      };
    }
    const reading = acceptReading(outcome.value, {
      definition,
      generation: request.generations.of(source.id, definition.id),
      startedAt,
      freshUntil: startedAt + definition.times.freshMs,
    });
    if (!reading) {
      return { reading: of({ kind: 'failed', account, reason: 'schema' }) };
    }
    const { nextCursor } = outcome.value;
    return {
      reading: of({ kind: 'read', account, reading }),
      // A source that gives the same cursor again would go round for ever.
      ...(nextCursor &&
        nextCursor !== vendorCursor && { vendorCursor: nextCursor }),
    };
  }

  /** Undefined where no source fills the facet. */
  async #whole({
    customer,
    links,
    generations,
    definition,
  }: FacetPageRequest): Promise<SourceReading[] | undefined> {
    const readings = await this.#engine.read({
      customer,
      links,
      generations,
      facets: [definition.id],
    });
    const sources = readings.get(definition.id);
    return sources && unpackSources(sources);
  }
}

type ReadPage = (
  account: { id: string; customer: CustomerIdentity },
  request: { cursor?: string; limit: number },
  context: SourceContext,
) => Promise<FacetReadingPage<unknown>>;

/** How the source pages the facet; a company's own ids are looked up alike. */
function pageOf(source: CustomerSource, facetId: string): ReadPage | undefined {
  const reader = source.facets[facetId as FacetId];
  return reader?.page ? (...args) => reader.page!(...args) : undefined;
}

function sourceReading(
  { id, title }: CustomerSource,
  { links }: FacetPageRequest,
) {
  const foundBy = links.foundBy(id);
  return {
    source: { id, title },
    candidates: [],
    ...(foundBy && { foundBy }),
  };
}
