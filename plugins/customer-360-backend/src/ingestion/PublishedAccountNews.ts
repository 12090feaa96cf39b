import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { EventsService } from '@backstage/plugin-events-node';
import { isPlainAccountId } from '../links/isPlainAccountId';
import { inTime } from '../portal/inTime';
import type { SourceRegistry } from '../sources/SourceRegistry';
import type { AccountNews } from './AccountNews';

/** The payload is `{ source, ids }`. */
export const LISTED_TOPIC = 'customer-360.customer-listed';

/** Of one event. */
const IDS = 500;
/** What is told of counters waits for it. */
const LONGEST_MS = 10_000;

/** On the portal's events service, of sources that list customers. */
export class PublishedAccountNews implements AccountNews {
  readonly #events: EventsService;
  readonly #logger: LoggerService;
  readonly #sources: SourceRegistry;

  constructor(options: {
    events: EventsService;
    logger: LoggerService;
    sources: SourceRegistry;
  }) {
    this.#events = options.events;
    this.#logger = options.logger;
    this.#sources = options.sources;
  }

  async tell(source: string, accounts: readonly string[]): Promise<void> {
    if (!this.#sources.get(source)?.customers) {
      return;
    }
    const ids = [...new Set(accounts)].filter(isPlainAccountId);
    for (let from = 0; from < ids.length; from += IDS) {
      try {
        await inTime(
          this.#events.publish({
            topic: LISTED_TOPIC,
            eventPayload: { source, ids: ids.slice(from, from + IDS) },
          }),
          LONGEST_MS,
        );
      } catch (error) {
        this.#logger.warn(
          `Accounts that the source "${source}" named could not be published on the events service; they enter the catalog when it is next asked what changed`,
          { cause: toError(error).name },
        );
      }
    }
  }
}
