import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { WebhookRefusal } from '@customer-360/backstage-plugin-customer-360-node';
import { LRUCache } from 'lru-cache';

type AuditedRequest = NonNullable<
  Parameters<AuditorService['createEvent']>[0]['request']
>;

const MAX_KINDS = 1_000;
const SAME_KIND_MS = 60_000;

/**
 * Tells the portal's auditor of deliveries that were not taken: of each source
 * and reason the first in a minute, so that who floods us fills no log. The
 * others are counted in `GET /v1/sources`.
 */
export class RefusalAudit {
  readonly #auditor: AuditorService;
  readonly #logger: LoggerService;
  readonly #told = new LRUCache<string, true>({
    max: MAX_KINDS,
    ttl: SAME_KIND_MS,
  });

  constructor(options: { auditor: AuditorService; logger: LoggerService }) {
    this.#auditor = options.auditor;
    this.#logger = options.logger;
  }

  /** Never rejects. */
  async note(
    source: string,
    reason: WebhookRefusal,
    request: AuditedRequest,
  ): Promise<void> {
    const kind = `${source} ${reason}`;
    if (this.#told.has(kind)) {
      return;
    }
    this.#told.set(kind, true);
    try {
      const event = await this.#auditor.createEvent({
        eventId: 'webhook-refuse',
        request,
        severityLevel: 'medium',
        meta: { source, reason },
      });
      await event.fail({
        error: new Error('A delivery was not taken: nothing was changed'),
      });
    } catch (error) {
      this.#logger.warn('An audit event could not be written', {
        cause: toError(error).name,
      });
    }
  }
}
