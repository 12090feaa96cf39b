import type { NotificationService } from '@backstage/plugin-notifications-node';

/** Tells people that the catalog takes in no customers. */
export interface StallNotice {
  /** @throws Error when it could not be told */
  stalled(minutes: number): Promise<void>;
}

/** Tells by the portal's notifications; nobody where nobody is named. */
export class PortalStallNotice implements StallNotice {
  readonly #notifications: NotificationService;
  readonly #recipients: readonly string[];

  constructor(options: {
    notifications: NotificationService;
    /** Refs of users and groups. */
    recipients: readonly string[];
  }) {
    this.#notifications = options.notifications;
    this.#recipients = options.recipients;
  }

  async stalled(minutes: number): Promise<void> {
    if (this.#recipients.length === 0) {
      return;
    }
    await this.#notifications.send({
      recipients: { type: 'entity', entityRef: [...this.#recipients] },
      payload: {
        title: 'Customers stand still in the catalog',
        description: `None was processed for ${minutes} minutes. What was known before is still shown, but who was taken off an account still sees it. Look at the catalog’s log and its database.`,
        severity: 'critical',
        topic: 'customer-360-alarms',
        scope: 'customer-360-ingestion-stalled',
      },
    });
  }
}
