import type { FacetId } from '@customer-360/backstage-plugin-customer-360-common';

/** What an event of a type makes worthless. @internal */
export type ZendeskChange = { readonly facets: readonly FacetId[] } & (
  | { readonly family: 'ticket' | 'organization' }
  | {
      readonly family: 'user';
      /** Zendesk will not name the organization any more when it is asked. */
      readonly isGone: boolean;
    }
);

const ALL: readonly FacetId[] = [
  'account',
  'contacts',
  'tickets',
  'satisfaction',
  'feedback',
];

/** One list of tickets is read for all three. */
const OF_TICKETS: readonly FacetId[] = ['tickets', 'satisfaction', 'feedback'];

/** Of a user, what is shown and who is shown at all. */
const SHOWN_OF_USERS = new Set([
  'active_changed',
  'created',
  'details_changed',
  'identity_changed',
  'identity_created',
  'identity_deleted',
  'name_changed',
  'organization_membership_created',
  'role_changed',
  'suspended_changed',
]);

const GONE_OF_USERS = new Set([
  'deleted',
  'merged',
  'organization_membership_deleted',
]);

/**
 * @param type - `zen:event-type:ticket.status_changed`
 * @returns undefined for a type that changes nothing we read
 * @internal
 */
export function changesOf(type: string): ZendeskChange | undefined {
  // Zendesk writes some of its own with a slash.
  const [, family, action] =
    /^zen:event-type[:/](ticket|organization|user)\.(\w+)$/.exec(type) ?? [];
  switch (family) {
    case 'ticket':
      return {
        family,
        facets: action.startsWith('comment_') ? ['tickets'] : OF_TICKETS,
      };
    case 'organization':
      return {
        family,
        facets:
          action === 'created' || action === 'deleted' ? ALL : ['account'],
      };
    case 'user': {
      const isGone = GONE_OF_USERS.has(action);
      return isGone || SHOWN_OF_USERS.has(action)
        ? { family, facets: ['contacts'], isGone }
        : undefined;
    }
    default:
      return undefined;
  }
}
