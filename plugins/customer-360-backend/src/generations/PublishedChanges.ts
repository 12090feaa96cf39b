import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { EventsService } from '@backstage/plugin-events-node';
import type { ChangeListener, CommittedChange } from './ChangeListener';
import { committedOf } from './scopesOf';

/** The payload is `{ customerRef, source, facets? }`. */
export const CHANGED_TOPIC = 'customer-360.changed';

/** Beyond that the events service is much too slow, and others are told of less. */
const MAX_WAITING = 10_000;

/**
 * Publishes changes on the portal's events service, for other plugins. One after
 * another: what comes meanwhile about the same customer and source goes
 * together.
 */
export class PublishedChanges implements ChangeListener {
  readonly #events: EventsService;
  readonly #logger: LoggerService;
  readonly #waiting = new Map<string, CommittedChange>();
  #publishing?: Promise<void>;

  constructor(options: { events: EventsService; logger: LoggerService }) {
    this.#events = options.events;
    this.#logger = options.logger;
  }

  onChanged(change: CommittedChange): void {
    const key = `${change.customerRef} ${change.source}`;
    const known = this.#waiting.get(key);
    if (!known && this.#waiting.size >= MAX_WAITING) {
      return;
    }
    this.#waiting.set(key, known ? committedOf([known, change])[0] : change);
    this.#publishing ??= this.#publish();
  }

  async #publish(): Promise<void> {
    // What is acknowledged in this very turn goes together.
    await undefined;
    for (const [key, change] of this.#waiting) {
      this.#waiting.delete(key);
      try {
        await this.#events.publish({
          topic: CHANGED_TOPIC,
          eventPayload: change,
        });
      } catch (error) {
        this.#logger.warn(
          'A change could not be published on the events service; pages show it all the same',
          { cause: toError(error).name },
        );
      }
    }
    this.#publishing = undefined;
  }
}
