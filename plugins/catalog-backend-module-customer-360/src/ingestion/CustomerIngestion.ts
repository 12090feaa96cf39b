import { createHash } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { ListingUnavailableError } from './CustomerListing';
import type { IngestionConfig } from './IngestionConfig';
import type { PeopleByEmail } from './PeopleByEmail';
import type { Going, SourceIngestion } from './SourceIngestion';

/** Brings the customers of all sources into the catalog, a turn at a time. */
export class CustomerIngestion {
  readonly #sources: readonly SourceIngestion[];
  readonly #people: PeopleByEmail;
  readonly #config: IngestionConfig;
  readonly #logger: LoggerService;

  constructor(options: {
    sources: readonly SourceIngestion[];
    people: PeopleByEmail;
    config: IngestionConfig;
    logger: LoggerService;
  }) {
    this.#sources = options.sources;
    this.#people = options.people;
    this.#config = options.config;
    this.#logger = options.logger;
  }

  /** Never rejects: what failed goes on where it was at the next turn. */
  async turn(going: Going): Promise<void> {
    let toldWith: string;
    try {
      toldWith = createHash('sha256')
        .update(await this.#people.refresh())
        .update(
          // A guard that was raised decides anew about who was kept.
          JSON.stringify([
            this.#config.owner,
            this.#config.sources,
            this.#config.maxRemovedPercent,
          ]),
        )
        .digest('hex');
    } catch (error) {
      this.#logger.warn(`Customers wait: ${describe(error)}`);
      return;
    }
    for (const source of this.#sources) {
      if (!going()) {
        return;
      }
      try {
        await source.advance(toldWith, going);
      } catch (error) {
        this.#logger.warn(
          `Customers are not up to date, and stay as they are: ${describe(
            error,
          )}. It is tried again by itself`,
        );
      }
    }
  }
}

/** Our own errors say what to do; of others the name is enough for a log. */
function describe(error: unknown): string {
  const { name, message } = toError(error);
  return error instanceof ListingUnavailableError || name === 'Error'
    ? message
    : name;
}
