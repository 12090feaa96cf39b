import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { LedgerEntry } from '../ledger/LedgerStore';
import type { CountedRequest } from './ReadLimit';

/**
 * Tells the portal's auditor of who is refused for asking too often: of each row
 * that the ledger has of it, so once a minute and person, whatever the flood.
 */
export class ReadLimitAudit {
  readonly #auditor: AuditorService;
  readonly #logger: LoggerService;

  constructor(options: { auditor: AuditorService; logger: LoggerService }) {
    this.#auditor = options.auditor;
    this.#logger = options.logger;
  }

  /**
   * Never rejects: the ledger has the row by now, and a broken sink of audit
   * events changes nothing about the refusal.
   *
   * @param request - where the row is of one request
   */
  async note(
    { actorRef, detail, kind, requestId }: LedgerEntry,
    request?: CountedRequest,
  ): Promise<void> {
    try {
      const event = await this.#auditor.createEvent({
        eventId: 'read-limit',
        // Events of low severity are not logged by default.
        severityLevel: 'medium',
        request,
        meta: { ...detail, actorRef, kind, requestId },
      });
      await event.fail({
        error: new Error('Asked too often: nothing was read'),
      });
    } catch (error) {
      this.#logger.warn('An audit event could not be written', {
        cause: toError(error).name,
      });
    }
  }
}
