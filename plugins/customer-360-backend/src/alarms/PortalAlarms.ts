import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { inTime } from '../portal/inTime';
import type { Alarm, Alarms } from './Alarms';

const TOPIC = 'customer-360-alarms';
const WAIT_MS = 10_000;
const NOBODY_TOLD =
  'Log and auditor alone are told of alarms of the ledger and of people who look at too many customers: customer360.ledger.alarms.notify names nobody';

/** Tells by the portal's log, auditor and notifications. */
export class PortalAlarms implements Alarms {
  readonly #auditor: AuditorService;
  readonly #notifications: NotificationService;
  readonly #logger: LoggerService;
  readonly #recipients: readonly string[];

  constructor(options: {
    auditor: AuditorService;
    notifications: NotificationService;
    logger: LoggerService;
    /** Refs of users and groups. */
    recipients: readonly string[];
  }) {
    this.#auditor = options.auditor;
    this.#notifications = options.notifications;
    this.#logger = options.logger;
    this.#recipients = options.recipients;
  }

  /** Says at once, and not with the first alarm, that nobody would hear it. */
  start(): void {
    if (this.#recipients.length === 0) {
      this.#logger.warn(NOBODY_TOLD);
    }
  }

  async raise(alarm: Alarm): Promise<void> {
    const { meta, title } = alarm;
    this.#logger.error(title, { ...meta });
    await this.#audit(alarm);
    if (this.#recipients.length === 0) {
      this.#logger.warn(NOBODY_TOLD);
      return;
    }
    try {
      await inTime(this.#notify(alarm), WAIT_MS);
    } catch (error) {
      this.#logger.error(
        'Those who have to know of an alarm could not be told; it is tried again',
        { cause: toError(error).name },
      );
      throw new Error('Nobody could be told of the alarm');
    }
  }

  #notify({ description, scope, severity, title }: Alarm): Promise<void> {
    return this.#notifications.send({
      recipients: { type: 'entity', entityRef: [...this.#recipients] },
      payload: { title, description, severity, topic: TOPIC, scope },
    });
  }

  /** A broken sink of audit events keeps nobody from being told. */
  async #audit({ event, meta, severity }: Alarm): Promise<void> {
    try {
      const raised = await this.#auditor.createEvent({
        eventId: event,
        severityLevel: severity,
        meta: { ...meta },
      });
      await raised.success();
    } catch (error) {
      this.#logger.warn('An audit event could not be written', {
        cause: toError(error).name,
      });
    }
  }
}
