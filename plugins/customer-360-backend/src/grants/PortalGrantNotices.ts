import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { NotificationPayload } from '@backstage/plugin-notifications-common';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Grant } from '@customer-360/backstage-plugin-customer-360-common';
import type { GrantNotices } from './GrantNotices';

const TOPIC = 'customer-360-access';
const GRANTS_LINK = '/customers/grants';

/** Tells by the portal's notifications. */
export class PortalGrantNotices implements GrantNotices {
  readonly #notifications: NotificationService;
  readonly #logger: LoggerService;
  readonly #deciders: () => readonly string[];

  constructor(options: {
    notifications: NotificationService;
    logger: LoggerService;
    /** Refs of the users and groups who may decide. */
    deciders: () => readonly string[];
  }) {
    this.#notifications = options.notifications;
    this.#logger = options.logger;
    this.#deciders = options.deciders;
  }

  async brokeGlass(grant: Grant, ownerRefs: readonly string[]): Promise<void> {
    const until = `Until ${clockOf(grant.expiresAt)}.`;
    const users = ownerRefs.filter(isUser);
    const groups = ownerRefs.filter(ref => !isUser(ref));
    // Of two with one scope a person keeps the later: the one with the reason.
    await this.#sendGlass(grant, groups, until);
    await this.#sendGlass(
      grant,
      users,
      `${until} The reason given: ${grant.reason}`,
    );
  }

  async brokeGlassUnowned(grant: Grant): Promise<boolean> {
    const deciders = this.#deciders().filter(ref => ref !== grant.person);
    if (deciders.length === 0) {
      return false;
    }
    await this.#send(
      deciders,
      {
        title: `${nameOf(grant.person)} opened a customer without asking`,
        // Not all of them may see the customer: those who do find it there.
        description: `Nobody else owns it. Until ${clockOf(
          grant.expiresAt,
        )}. Look at it among the requests for access.`,
        severity: 'high',
        topic: TOPIC,
        scope: `break-glass-${grant.id}`,
        link: GRANTS_LINK,
      },
      grant.person,
    );
    return true;
  }

  async asked({ id, person }: Grant): Promise<void> {
    const deciders = this.#deciders();
    if (deciders.length === 0) {
      return;
    }
    try {
      await this.#send(
        deciders,
        {
          title: `${nameOf(person)} asks for access`,
          // Who decides about it sees what for. Others may not know even that
          // the customer is there, so neither it nor the reason is said here.
          description: 'Look at it among the requests for access.',
          severity: 'normal',
          topic: TOPIC,
          scope: `grant-asked-${id}`,
          link: GRANTS_LINK,
        },
        person,
      );
    } catch (error) {
      this.#logger.warn('Nobody could be told that somebody asks for access', {
        cause: toError(error).name,
      });
    }
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

  async #sendGlass(
    grant: Grant,
    people: readonly string[],
    description: string,
  ): Promise<void> {
    if (people.length === 0) {
      return;
    }
    await this.#send(people, {
      title: `${nameOf(grant.person)} opened your customer without asking`,
      description,
      severity: 'high',
      topic: TOPIC,
      scope: `break-glass-${grant.id}`,
      ...linkOf(grant),
    });
  }

  async #send(
    people: readonly string[],
    payload: NotificationPayload,
    except?: string,
  ): Promise<void> {
    await this.#notifications.send({
      recipients: {
        type: 'entity',
        entityRef: [...people],
        ...(except && { excludeEntityRef: except }),
      },
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

function isUser(ref: string): boolean {
  return ref.startsWith('user:');
}

function nameOf(userRef: string): string {
  return userRef.slice(userRef.indexOf('/') + 1);
}

/** `2026-11-25 14:05 UTC`: whoever reads it may be anywhere. */
function clockOf(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}
