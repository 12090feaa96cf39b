import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  CHANGES_CHANNEL,
  type ChangeSignal,
} from '@customer-360/backstage-plugin-customer-360-common';
import type {
  ChangeListener,
  CommittedChange,
} from '../generations/ChangeListener';
import type { Lookers } from './Lookers';

/** What is committed within it goes together. */
const PAUSE_MS = 50;
/** An open page asks again at most so often, however much changes. */
const APART_MS = 1_000;
const CUSTOMERS_AT_ONCE = 200;
/** Pages ask again by themselves: what is more is seen a little later. */
const MAX_WAITING = 10_000;

type Signal = ChangeSignal & { [key: string]: string };

/**
 * Tells those who have a customer's page open, and saw what has changed, that it
 * has: nobody learns from it that anything happened to what is hidden from them.
 */
export class LiveChanges implements ChangeListener {
  readonly #signals: SignalsService;
  readonly #lookers: Lookers;
  readonly #filledBy: (source: string) => readonly string[];
  readonly #logger: LoggerService;
  /** Facets that changed, by customer. */
  readonly #waiting = new Map<string, Set<string>>();
  /** Customers told of lately, and when; the oldest first. */
  readonly #told = new Map<string, number>();
  #timer?: NodeJS.Timeout;
  #telling = Promise.resolve();

  constructor(options: {
    signals: SignalsService;
    lookers: Lookers;
    /** All that a source fills. */
    filledBy: (source: string) => readonly string[];
    logger: LoggerService;
  }) {
    this.#signals = options.signals;
    this.#lookers = options.lookers;
    this.#filledBy = options.filledBy;
    this.#logger = options.logger;
  }

  onChanged({ customerRef, source, facets }: CommittedChange): void {
    const changed = this.#waiting.get(customerRef) ?? new Set<string>();
    if (changed.size === 0 && this.#waiting.size >= MAX_WAITING) {
      return;
    }
    (facets ?? this.#filledBy(source)).forEach(facet => changed.add(facet));
    if (changed.size > 0) {
      this.#waiting.set(customerRef, changed);
      this.#plan(PAUSE_MS);
    }
  }

  /** For shutdown: what waits is not told any more. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#waiting.clear();
    await this.#telling;
  }

  #plan(inMs: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#telling = this.#telling.then(() => this.#tellDue());
    }, inMs).unref();
  }

  async #tellDue(): Promise<void> {
    const now = performance.now();
    for (const [customerRef, at] of this.#told) {
      if (at > now - APART_MS) {
        break;
      }
      this.#told.delete(customerRef);
    }
    const due = new Map<string, ReadonlySet<string>>();
    for (const [customerRef, facets] of this.#waiting) {
      if (due.size === CUSTOMERS_AT_ONCE) {
        break;
      }
      if (!this.#told.has(customerRef)) {
        due.set(customerRef, facets);
        this.#waiting.delete(customerRef);
        this.#told.set(customerRef, now);
      }
    }
    await this.#tell(due);
    if (this.#waiting.size > 0) {
      this.#plan(due.size === CUSTOMERS_AT_ONCE ? 0 : PAUSE_MS);
    }
  }

  async #tell(due: ReadonlyMap<string, ReadonlySet<string>>): Promise<void> {
    if (due.size === 0) {
      return;
    }
    try {
      const lookers = await this.#lookers.at([...due.keys()]);
      for (const [customerRef, people] of lookers) {
        const changed = due.get(customerRef)!;
        const recipients = people
          .filter(({ facets }) => [...changed].some(each => facets.has(each)))
          .map(({ userRef }) => userRef);
        if (recipients.length > 0) {
          await this.#signals.publish<Signal>({
            recipients: { type: 'user', entityRef: recipients },
            channel: CHANGES_CHANNEL,
            message: { customerRef },
          });
        }
      }
    } catch (error) {
      // Texts of the database may quote whose page it is.
      this.#logger.warn(
        'Open pages could not be told of a change; they ask again by themselves',
        { cause: toError(error).name },
      );
    }
  }
}
