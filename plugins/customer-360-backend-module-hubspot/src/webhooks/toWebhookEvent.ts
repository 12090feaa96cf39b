import type { FacetId } from '@customer-360/backstage-plugin-customer-360-common';
import type { WebhookEvent } from '@customer-360/backstage-plugin-customer-360-node';
import type { Changes } from './createChanges';
import type { HubspotEvent } from './hubspotEvent';
import { objectTypeOfName, objectTypeOfNumber } from './objectTypes';

/** What one kind of event is about. @internal */
export interface EventKind {
  /**
   * `companies`, `contacts`, `2-123`; undefined where an association names both
   * its ends itself.
   */
  readonly objectType: string | undefined;
  /** `propertyChange`, `merge`. */
  readonly action: string;
}

type Effect = Pick<WebhookEvent, 'facets' | 'accounts' | 'record'>;

/** One end of an association. */
interface End {
  readonly objectType: string | undefined;
  readonly id: string;
}

/**
 * `company.merge` of the older subscriptions, or `object.merge` with a number of
 * the object. Undefined for what is neither.
 *
 * @internal
 */
export function eventKindOf(
  subscriptionType: string,
  objectTypeId: string | undefined,
): EventKind | undefined {
  const [name, action, ...rest] = subscriptionType.split('.');
  const objectType =
    name === 'object'
      ? objectTypeOfNumber(objectTypeId)
      : objectTypeOfName(name);
  const isKnown = objectType !== undefined || action === 'associationChange';
  return isKnown && action && rest.length === 0
    ? { objectType, action }
    : undefined;
}

/**
 * @returns `undefined` without an effect, `malformed` where what it must say is
 *   missing
 * @internal
 */
export function toWebhookEvent(
  type: string,
  kind: EventKind,
  event: HubspotEvent,
  changes: Changes & { readonly all: readonly FacetId[] },
): WebhookEvent | 'malformed' | undefined {
  const subject =
    event.objectId ??
    event.primaryObjectId ??
    (event.fromObjectId && event.toObjectId
      ? `${event.fromObjectId}.${event.toObjectId}`
      : undefined);
  if (subject === undefined) {
    return 'malformed';
  }
  const effect = effectOf(kind, event, changes);
  return effect === 'malformed' || effect === undefined
    ? effect
    : {
        // None of these is unique alone; a retry repeats all of them.
        id: [
          event.eventId,
          event.subscriptionId,
          event.occurredAt,
          subject,
        ].join('-'),
        type,
        occurredAt: new Date(event.occurredAt).toISOString(),
        ...effect,
      };
}

function effectOf(
  { objectType, action }: EventKind,
  event: HubspotEvent,
  changes: Changes & { readonly all: readonly FacetId[] },
): Effect | 'malformed' | undefined {
  if (action === 'associationChange' || objectType === undefined) {
    return ofAssociation(objectType, event, changes);
  }
  const { objectId, primaryObjectId, newObjectId, propertyName } = event;
  const id =
    action === 'merge' ? newObjectId ?? primaryObjectId ?? objectId : objectId;
  if (id === undefined) {
    return 'malformed';
  }
  if (objectType !== 'companies') {
    // Of a merge, the record that is left: what hung on the other now hangs on it.
    return {
      facets: changes.ofObject(objectType, propertyName),
      record: { type: objectType, id },
    };
  }
  const merged = action === 'merge' ? event.mergedObjectIds ?? [] : [];
  const ids = [id, objectId, primaryObjectId, ...merged];
  return {
    accounts: [...new Set(ids.flatMap(each => each ?? []))],
    facets:
      action === 'propertyChange' || action === 'creation'
        ? changes.ofCompany(propertyName)
        : changes.all,
  };
}

/** The only event that still names the company of a record that is gone. */
function ofAssociation(
  objectType: string | undefined,
  event: HubspotEvent,
  changes: Changes,
): Effect | 'malformed' | undefined {
  const { fromObjectId, toObjectId, associationType } = event;
  if (fromObjectId === undefined || toObjectId === undefined) {
    return 'malformed';
  }
  const [from, to] = (associationType ?? '').split('_TO_', 2);
  const ends: [End, End] = [
    {
      objectType:
        objectTypeOfNumber(event.fromObjectTypeId) ??
        objectTypeOfName(from) ??
        objectType,
      id: fromObjectId,
    },
    {
      objectType:
        objectTypeOfNumber(event.toObjectTypeId) ?? objectTypeOfName(to ?? ''),
      id: toObjectId,
    },
  ];
  const companies = ends.filter(end => end.objectType === 'companies');
  const facets = ends.flatMap(end =>
    end.objectType && end.objectType !== 'companies'
      ? changes.ofObject(end.objectType)
      : [],
  );
  if (companies.length === 0) {
    // A note on a deal, say: it is hidden and labelled as the deal is.
    const [{ objectType: type, id }] = ends;
    return type ? { facets, record: { type, id } } : undefined;
  }
  return {
    accounts: companies.map(({ id }) => id),
    // Two companies: one is above the other.
    facets: companies.length === 2 ? ['account'] : facets,
  };
}
