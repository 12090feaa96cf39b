import type {
  AuditorService,
  AuditorServiceEvent,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { requestIdOf } from './requestId';

type AuditedRequest = NonNullable<
  Parameters<AuditorService['createEvent']>[0]['request']
>;

/** Refs and ids only: audit events are log lines. */
type AuditMeta = Readonly<Record<string, string>>;

const READ = 'customer-read';

/** Tells the portal's auditor what was asked for and how it ended. */
export class Audit {
  readonly #auditor: AuditorService;
  readonly #logger: LoggerService;

  constructor(options: { auditor: AuditorService; logger: LoggerService }) {
    this.#auditor = options.auditor;
    this.#logger = options.logger;
  }

  /**
   * Severity is medium, since events of low severity are not logged by default.
   * The ledger decides whether data leaves; a broken log sink does not.
   */
  async around<T>(
    request: AuditedRequest,
    eventId: string,
    meta: AuditMeta,
    fn: () => Promise<T>,
  ): Promise<T> {
    const event = await this.#auditor.createEvent({
      eventId,
      request,
      severityLevel: 'medium',
      meta: { ...meta, requestId: requestIdOf(request) },
    });
    let result: T;
    try {
      result = await fn();
    } catch (error) {
      await this.#settle(event, settled =>
        settled.fail({ error: toError(error) }),
      );
      throw error;
    }
    void this.#settle(event, settled => settled.success());
    return result;
  }

  /**
   * The same for a look at a customer, which is under way while the auditor is
   * told of it.
   */
  async aroundRead<T>(
    request: AuditedRequest,
    meta: AuditMeta,
    fn: () => Promise<T>,
  ): Promise<T> {
    const looking = fn();
    // Awaited below; it may fail before anybody waits for it.
    looking.catch(() => undefined);
    return this.around(request, READ, meta, () => looking);
  }

  async #settle(
    event: AuditorServiceEvent,
    end: (event: AuditorServiceEvent) => Promise<void>,
  ): Promise<void> {
    try {
      await end(event);
    } catch (error) {
      this.#logger.warn('An audit event could not be written', {
        cause: toError(error).name,
      });
    }
  }
}
