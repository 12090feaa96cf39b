import type { NotificationService } from '@backstage/plugin-notifications-node';

/** Tells people that a source would have emptied the catalog. */
export interface IngestionNotice {
  /** @throws Error when it could not be told */
  refused(source: string, what: string): Promise<void>;
}

/** Tells by the portal's notifications; nobody where nobody is named. */
export class PortalIngestionNotice implements IngestionNotice {
  readonly #notifications: NotificationService;
  readonly #recipients: readonly string[];

  constructor(options: {
    notifications: NotificationService;
    recipients: readonly string[];
  }) {
    this.#notifications = options.notifications;
    this.#recipients = options.recipients;
  }

  async refused(source: string, what: string): Promise<void> {
    if (this.#recipients.length === 0) {
      return;
    }
    await this.#notifications.send({
      recipients: { type: 'entity', entityRef: [...this.#recipients] },
      payload: {
        title: `Customers of ${source} would have vanished`,
        description: what,
        severity: 'critical',
        topic: 'customer-360-alarms',
        scope: `customer-360-ingestion-refused-${source}`,
      },
    });
  }
}
