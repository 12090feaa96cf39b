import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { Generations } from '../generations/Generations';
import { inTime } from '../portal/inTime';
import { AuditUnavailableError } from './AuditUnavailableError';
import type {
  CustomerLedgerEntry,
  LedgerEntry,
  LedgerStore,
} from './LedgerStore';

const WAIT_MS = 3_000;

/**
 * No row, no data: whatever keeps a row from being durable in time becomes one
 * 503 with nothing of the database in it.
 */
export class FailClosedLedgerStore implements LedgerStore {
  readonly #store: LedgerStore;
  readonly #logger: LoggerService;
  readonly #waitMs: number;

  constructor(options: {
    store: LedgerStore;
    logger: LoggerService;
    waitMs?: number;
  }) {
    this.#store = options.store;
    this.#logger = options.logger;
    this.#waitMs = options.waitMs ?? WAIT_MS;
  }

  append(entries: readonly LedgerEntry[]): Promise<void> {
    return this.#inTime(this.#store.append(entries));
  }

  appendRead(entry: CustomerLedgerEntry): Promise<Generations> {
    return this.#inTime(this.#store.appendRead(entry));
  }

  async #inTime<T>(written: Promise<T>): Promise<T> {
    try {
      return await inTime(written, this.#waitMs);
    } catch (error) {
      this.#logger.error(
        'The ledger could not be written; the request was refused',
        { cause: toError(error).name },
      );
      throw new AuditUnavailableError();
    }
  }
}
