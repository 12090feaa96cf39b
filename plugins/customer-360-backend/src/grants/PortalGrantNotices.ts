import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { NotificationPayload } from '@backstage/plugin-notifications-common';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Grant } from '@customer-360/backstage-plugin-customer-360-common';
import type { GrantNotices } from './GrantNotices';

const TOPIC = 'customer-360-access';

/** Tells by the portal's notifications. */
export class PortalGrantNotices implements GrantNotices {
  readonly #notifications: NotificationService;
  readonly #logger: LoggerService;

  constructor(options: {
    notifications: NotificationService;
    logger: LoggerService;
  }) {
    this.#notifications = options.notifications;
    this.#logger = options.logger;
  }

  async brokeGlass(grant: Grant, ownerRefs: readonly string[]): Promise<void> {
    await this.#send(ownerRefs, {
      title: `${nameOf(grant.person)} opened your customer without asking`,
      description: `Until ${clockOf(grant.expiresAt)}. The reason given: ${
        grant.reason
      }`,
      severity: 'high',
      topic: TOPIC,
      scope: `break-glass-${grant.id}`,
      ...linkOf(grant),
    });
  }

  async decided(grant: Grant): Promise<void> {
    const approved = grant.state === 'live';
    try {
      await this.#send([grant.person], {
        title: approved
          ? 'You were given the access that you asked for'
          : 'The access that you asked for was refused',
        description: [
          ...(approved ? [`Until ${clockOf(grant.expiresAt)}.`] : []),
          ...(grant.note ? [grant.note] : []),
        ].join(' '),
        severity: 'normal',
        topic: TOPIC,
        scope: `grant-${grant.id}`,
        // A link would say whether the customer is there.
        ...(approved && linkOf(grant)),
      });
    } catch (error) {
      this.#logger.warn('Somebody could not be told about their request', {
        cause: toError(error).name,
      });
    }
  }

  async #send(
    people: readonly string[],
    payload: NotificationPayload,
  ): Promise<void> {
    await this.#notifications.send({
      recipients: { type: 'entity', entityRef: [...people] },
      payload,
    });
  }
}

function linkOf({ scope }: Grant): { link?: string } {
  const match =
    scope.kind === 'customer'
      ? /^customer:([^/]+)\/(.+)$/.exec(scope.ref)
      : undefined;
  return match ? { link: `/catalog/${match[1]}/customer/${match[2]}` } : {};
}

function nameOf(userRef: string): string {
  return userRef.slice(userRef.indexOf('/') + 1);
}

/** `2026-11-25 14:05 UTC`: whoever reads it may be anywhere. */
function clockOf(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}
