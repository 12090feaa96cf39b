import {
  toShortText,
  type ContactsData,
} from '@customer-360/backstage-plugin-customer-360-common';
import {
  Drift,
  paginate,
} from '@customer-360/backstage-plugin-customer-360-node';
import { z } from 'zod';
import { userPageSchema } from '../api/wire';
import { MAX_PAGE } from '../reads/readTicketPage';
import type { ReadFacet } from './FacetReads';

const MAX_PAGES = 5;

/** People at the customer who write to support. @internal */
export const readContacts: ReadFacet<ContactsData> = async reads => {
  const [, { items: users, truncated }] = await Promise.all([
    // People may belong to several organizations, so that they do not say
    // whose list this is; the organization does.
    reads.organization(),
    paginate(
      async cursor => {
        const { users: found, meta } = await reads.api.get({
          operation: 'organizations.users',
          path: ['organizations', reads.organizationId, 'users'],
          query: { 'page[size]': MAX_PAGE, 'page[after]': cursor },
          schema: userPageSchema,
        });
        return {
          items: found,
          next: meta.has_more ? meta.after_cursor ?? undefined : undefined,
        };
      },
      { maxPages: MAX_PAGES },
    ),
  ]);
  const drift = new Drift();
  const contacts = users
    // Our own agents may be filed under an organization too.
    .filter(({ role }) => role !== 'agent' && role !== 'admin')
    .map(user => {
      const phone = drift.optional(
        z.string(),
        user.phone,
        'The phone number of some people',
      );
      return {
        source: reads.sourceId,
        id: String(user.id),
        url: reads.links.user(user.id),
        name: toShortText(user.name || user.email || `User ${user.id}`),
        email: user.email ? toShortText(user.email) : undefined,
        phone: phone === undefined ? undefined : toShortText(phone),
        roles: [],
        primary: false,
      };
    });
  return {
    data: {
      contacts,
      total: truncated ? undefined : contacts.length,
    },
    missing: drift.missing,
    truncated,
  };
};
