import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { PortfolioProjection } from './PortfolioProjection';
import type { PortfolioStore } from './PortfolioStore';

/** Figures of one customer come several at a time. */
const PAUSE_MS = 1_000;
/** What is more is left to the next round through all customers. */
const MAX_WAITING = 5_000;

/** Lists customers anew of whom another figure was observed. */
export class PortfolioUpdates {
  readonly #projection: PortfolioProjection;
  readonly #store: PortfolioStore;
  readonly #logger: LoggerService;
  #waiting = new Set<string>();
  #timer?: NodeJS.Timeout;
  #working?: Promise<void>;

  constructor(options: {
    projection: PortfolioProjection;
    store: PortfolioStore;
    logger: LoggerService;
  }) {
    this.#projection = options.projection;
    this.#store = options.store;
    this.#logger = options.logger;
  }

  /** Takes it; gives at once. */
  async note(customerRef: string): Promise<void> {
    if (this.#waiting.size >= MAX_WAITING) {
      await this.#store.outdate([customerRef]);
      return;
    }
    this.#waiting.add(customerRef);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.flush();
    }, PAUSE_MS).unref();
  }

  /** Works through what waits: at shutdown as well. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#working;
    this.#working = this.#work();
    await this.#working;
  }

  async #work(): Promise<void> {
    const refs = [...this.#waiting];
    this.#waiting = new Set();
    if (refs.length === 0) {
      return;
    }
    try {
      await this.#projection.renew(refs);
    } catch (error) {
      this.#logger.warn(
        'The list of customers does not follow the latest figures yet; it does with the next round',
        { error: toError(error).name },
      );
      await this.#store.outdate(refs).catch(() => undefined);
    }
  }
}
