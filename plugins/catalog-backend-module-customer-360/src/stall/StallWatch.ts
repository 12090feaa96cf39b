import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { ProcessingPulse } from './ProcessingPulse';
import type { StallNotice } from './StallNotice';

const MINUTE_MS = 60_000;

/**
 * Whether the catalog still takes in what changes about customers. Who owns a
 * customer decides who sees it: where processing stands still, somebody who is
 * taken off an account keeps seeing it, and nothing else would say so.
 */
export class StallWatch {
  readonly #pulse: ProcessingPulse;
  readonly #countCustomers: () => Promise<number>;
  readonly #notice: StallNotice;
  readonly #logger: LoggerService;
  readonly #stalledAfterMs: number;
  readonly #now: () => number;
  #stalled = false;

  constructor(options: {
    pulse: ProcessingPulse;
    countCustomers: () => Promise<number>;
    notice: StallNotice;
    logger: LoggerService;
    stalledAfterMs: number;
    now?: () => number;
  }) {
    this.#pulse = options.pulse;
    this.#countCustomers = options.countCustomers;
    this.#notice = options.notice;
    this.#logger = options.logger;
    this.#stalledAfterMs = options.stalledAfterMs;
    this.#now = options.now ?? Date.now;
  }

  /** Told once when it begins and once when it is over. Never rejects. */
  async check(): Promise<void> {
    const silentMs = this.#now() - (await this.#pulse.last());
    if (silentMs < this.#stalledAfterMs) {
      if (this.#stalled) {
        this.#stalled = false;
        this.#logger.info('The catalog processes customers again');
      }
      return;
    }
    if (this.#stalled || !(await this.#anyCustomers())) {
      return;
    }
    this.#stalled = true;
    const minutes = Math.round(silentMs / MINUTE_MS);
    this.#logger.error(
      `The catalog has processed no customer for ${minutes} minutes: changes of owners and teams do not take effect. Look at the catalog's own log and its database`,
    );
    try {
      await this.#notice.stalled(minutes);
    } catch (error) {
      this.#logger.error('Nobody could be told that customers stand still', {
        cause: toError(error).name,
      });
    }
  }

  /** A catalog that cannot even be asked has what it takes to alarm. */
  async #anyCustomers(): Promise<boolean> {
    try {
      return (await this.#countCustomers()) > 0;
    } catch {
      return true;
    }
  }
}
