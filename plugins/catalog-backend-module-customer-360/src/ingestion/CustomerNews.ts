import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventParams, EventsService } from '@backstage/plugin-events-node';
import { parseEntityRef } from '@backstage/catalog-model';
import { z } from 'zod';
import type { ListedStore } from './ListedStore';

/** Published by the Customer 360 service when something of a customer changed. */
const CHANGED = 'customer-360.changed';
/** Published when a source tells of accounts, new ones too, by their ids. */
const LISTED = 'customer-360.customer-listed';

const changed = z.object({
  customerRef: z.string().max(200).optional(),
  source: z.string().max(63),
  facets: z.array(z.string().max(63)).max(100),
});

const listed = z.object({
  source: z.string().max(63),
  ids: z
    .array(z.string().regex(/^[^\s,]{1,255}$/))
    .min(1)
    .max(500),
});

/** Facets that say something which stands in the entity. */
const FACETS = new Set(['account', 'team']);

/**
 * Hears of changed accounts. Ids only are taken, and kept before the event is
 * done with: the account is read from the source, so that a forged, doubled or
 * late event does no more than have it read again.
 */
export class CustomerNews {
  readonly #store: ListedStore;
  readonly #sources: ReadonlySet<string>;
  readonly #logger: LoggerService;

  constructor(options: {
    store: ListedStore;
    sources: readonly string[];
    logger: LoggerService;
  }) {
    this.#store = options.store;
    this.#sources = new Set(options.sources);
    this.#logger = options.logger;
  }

  subscribe(events: EventsService): Promise<void> {
    return events.subscribe({
      id: 'customer-360-ingestion',
      topics: [CHANGED, LISTED],
      onEvent: event => this.hear(event),
    });
  }

  async hear({ topic, eventPayload }: EventParams): Promise<void> {
    if (topic === LISTED) {
      const event = listed.safeParse(eventPayload);
      if (event.success && this.#sources.has(event.data.source)) {
        await this.#store.hear(event.data.source, event.data.ids);
      } else if (!event.success) {
        this.#logger.warn(`An event ${LISTED} is malformed and has no effect`);
      }
      return;
    }
    const event = changed.safeParse(eventPayload);
    if (
      event.success &&
      event.data.customerRef !== undefined &&
      this.#sources.has(event.data.source) &&
      event.data.facets.some(facet => FACETS.has(facet))
    ) {
      const { name } = parseEntityRef(event.data.customerRef);
      await this.#store.hear(
        event.data.source,
        await this.#store.idsOf(event.data.source, name),
      );
    }
  }
}
