import type {
  AuditorService,
  AuditorServiceEvent,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { LRUCache } from 'lru-cache';

type AuditedRequest = NonNullable<
  Parameters<AuditorService['createEvent']>[0]['request']
>;

/** Refs and ids only: audit events are log lines. */
type AuditMeta = Readonly<Record<string, string>>;

const READ = 'customer-read';
const MAX_LOOKS = 10_000;
/** As often is one person's looking at one customer told. */
const SAME_LOOK_MS = 60_000;

/** Tells the portal's auditor what was asked for and how it ended. */
export class Audit {
  readonly #auditor: AuditorService;
  readonly #logger: LoggerService;
  readonly #looks = new LRUCache<string, true>({
    max: MAX_LOOKS,
    ttl: SAME_LOOK_MS,
  });

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
      meta: { ...meta },
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
   * The same for a look at a customer. The ledger has each one; here is the
   * first of many in a minute, and each that was refused.
   *
   * @param look - who looks at whom, and as whom
   */
  async aroundRead<T>(
    request: AuditedRequest,
    meta: AuditMeta,
    look: string,
    fn: () => Promise<T>,
  ): Promise<T> {
    const looking = fn();
    if (!this.#looks.has(look)) {
      this.#looks.set(look, true);
      // The look is under way while the auditor is told of it. One that was
      // refused stands for none that is allowed a moment later.
      looking.catch(() => this.#looks.delete(look));
      return this.around(request, READ, meta, () => looking);
    }
    try {
      return await looking;
    } catch (error) {
      await this.around(request, READ, meta, () => Promise.reject(error));
      throw error;
    }
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
