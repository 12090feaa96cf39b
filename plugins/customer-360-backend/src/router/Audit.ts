import type {
  AuditorService,
  AuditorServiceEvent,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { LRUCache } from 'lru-cache';
import type { Look } from '../ledger/LedgerStore';
import { requestIdOf } from './requestId';

type AuditedRequest = NonNullable<
  Parameters<AuditorService['createEvent']>[0]['request']
>;

/** Refs and ids only: audit events are log lines. */
type AuditMeta = Readonly<Record<string, string>>;

const READ = 'customer-read';
const MAX_RENEWALS = 10_000;
/** So often is told that an open page of one person renews itself. */
const SAME_RENEWAL_MS = 60_000;

/** Tells the portal's auditor what was asked for and how it ended. */
export class Audit {
  readonly #auditor: AuditorService;
  readonly #logger: LoggerService;
  readonly #renewals = new LRUCache<string, true>({
    max: MAX_RENEWALS,
    ttl: SAME_RENEWAL_MS,
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
   * The same for a look at a customer: each that somebody opened, each that was
   * refused, and of an open page that renews itself the first in a minute. The
   * ledger has them all.
   *
   * @param look - why the page is asked for
   * @param who - who looks at whom, and as whom
   */
  async aroundRead<T>(
    request: AuditedRequest,
    meta: AuditMeta,
    look: Look,
    who: string,
    fn: () => Promise<T>,
  ): Promise<T> {
    const looking = fn();
    if (look === 'opened' || !this.#renewals.has(who)) {
      if (look !== 'opened') {
        this.#renewals.set(who, true);
        // One that was refused stands for none that is allowed a moment later.
        looking.catch(() => this.#renewals.delete(who));
      }
      // The look is under way while the auditor is told of it.
      looking.catch(() => undefined);
      return this.around(request, READ, { ...meta, look }, () => looking);
    }
    try {
      return await looking;
    } catch (error) {
      await this.around(request, READ, { ...meta, look }, () =>
        Promise.reject(error),
      );
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
