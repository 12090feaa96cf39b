import {
  SourceError,
  type SourceLookup,
} from '@customer-360/backstage-plugin-customer-360-node';
import { DefaultHubspotApi } from '../api/DefaultHubspotApi';
import type { HubspotConfig } from '../config/HubspotConfig';

const MAX_CONTACTS = 10;
const MAX_COMPANIES = 10;

/**
 * Companies by what a caller gives: the e-mail of a contact or the company's
 * own id.
 *
 * @internal
 */
export function createLookup(config: HubspotConfig): SourceLookup {
  return {
    async email(value, context) {
      const email = value.trim().toLowerCase();
      if (!/^[^\s@]{1,64}@[^\s@]{1,255}$/.test(email)) {
        return [];
      }
      const api = new DefaultHubspotApi(config, context);
      const { results: contacts } = await api.search('contacts', {
        groups: [[{ propertyName: 'email', operator: 'EQ', value: email }]],
        properties: ['email'],
        limit: MAX_CONTACTS,
      });
      if (contacts.length === 0) {
        return [];
      }
      const { results } = await api.associations(
        'contacts',
        'companies',
        contacts.map(({ id }) => ({ id })),
      );
      const ids = results.flatMap(({ to }) =>
        to.map(({ toObjectId }) => toObjectId),
      );
      return [...new Set(ids)].slice(0, MAX_COMPANIES);
    },

    async account(value, context) {
      const id = value.trim();
      if (!/^\d{1,20}$/.test(id)) {
        return [];
      }
      try {
        const company = await new DefaultHubspotApi(config, context).record(
          'companies',
          id,
          ['name'],
        );
        return company.archived ? [] : [company.id];
      } catch (error) {
        if (SourceError.is(error) && error.reason === 'not_found') {
          return [];
        }
        throw error;
      }
    },
  };
}
