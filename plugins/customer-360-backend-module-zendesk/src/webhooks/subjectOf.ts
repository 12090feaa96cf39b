import type { WebhookEvent } from '@customer-360/backstage-plugin-customer-360-node';
import type { ZendeskChange } from './changesOf';
import { idIn, type ZendeskEvent } from './zendeskEvent';

type Whose = Pick<WebhookEvent, 'accounts' | 'record'>;

/**
 * The organizations that an event names, or the record to ask for them.
 * Undefined where it is nobody's.
 *
 * @internal
 */
export function subjectOf(
  type: string,
  change: ZendeskChange,
  body: ZendeskEvent,
): Whose | undefined {
  const id = body.detail.id ?? idOfSubject(body.subject);
  switch (change.family) {
    case 'organization':
      return id ? { accounts: [id] } : undefined;
    case 'ticket': {
      const moved = type.endsWith('.organization_changed')
        ? [idIn(body.event?.previous), idIn(body.event?.current)]
        : [];
      const { organization_id: organization } = body.detail;
      // Without the key nothing is said; null says that it is nobody's.
      return (
        named([organization, ...moved]) ??
        (organization === undefined ? asked(change.family, id) : undefined)
      );
    }
    default: {
      // A user may belong to several organizations; only the first is named.
      const lost = [
        body.event?.organization_id,
        body.event?.organization?.id,
        body.detail.organization_id,
      ];
      return change.isGone
        ? named(lost) ?? asked(change.family, id)
        : asked(change.family, id);
    }
  }
}

function named(ids: ReadonlyArray<string | null | undefined>) {
  const accounts = [...new Set(ids.flatMap(id => id ?? []))];
  return accounts.length > 0 ? { accounts } : undefined;
}

function asked(type: string, id: string | null | undefined) {
  return id ? { record: { type, id } } : undefined;
}

function idOfSubject(subject: string | null | undefined): string | undefined {
  return idIn(/^zen:\w+:(\d+)$/.exec(subject ?? '')?.[1]);
}
