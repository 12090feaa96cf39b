import type { FacetId } from '@customer-360/backstage-plugin-customer-360-common';
import {
  createCustomerSource,
  credentialScope,
  toSourceError,
  type CustomerSource,
  type FacetReaders,
  type LinkedAccount,
  type SourceConfig,
  type SourceContext,
} from '@customer-360/backstage-plugin-customer-360-node';
import { DefaultZendeskApi } from './api/DefaultZendeskApi';
import { openTicketsBulk } from './bulk/openTicketsBulk';
import { ticketsBulk } from './bulk/ticketsBulk';
import { ApiTokenCredentials } from './auth/ApiTokenCredentials';
import { ClientCredentials } from './auth/ClientCredentials';
import type { ZendeskConfig } from './config/ZendeskConfig';
import { readAccount } from './facets/readAccount';
import { readContacts } from './facets/readContacts';
import { readFeedback } from './facets/readFeedback';
import { readSatisfaction } from './facets/readSatisfaction';
import { pageTickets, readTickets } from './facets/readTickets';
import { createLinker } from './finding/createLinker';
import { createLookup } from './finding/createLookup';
import { AgentLinks } from './reads/AgentLinks';
import { OrganizationReads } from './reads/OrganizationReads';
import { createZendeskWebhook } from './webhooks/createZendeskWebhook';

/**
 * Zendesk as a source of customers: an account there is an organization.
 *
 * @param source - its entry in `customer360.sources`, already checked
 * @public
 */
export function createZendeskSource(
  source: SourceConfig<ZendeskConfig>,
): CustomerSource {
  const { id, options: config } = source;
  const apiBase = (
    config.apiBase ?? `https://${config.subdomain}.zendesk.com`
  ).replace(/\/+$/, '');
  const { auth } = config;
  // Made once: the token outlives the views that use it.
  const credentials =
    'clientId' in auth
      ? new ClientCredentials({ auth, apiBase })
      : new ApiTokenCredentials(auth);
  const links = new AgentLinks(config.subdomain);
  const api = (context: SourceContext) =>
    new DefaultZendeskApi({ apiBase, credentials, context });
  const parts = { sourceId: id, config, links, api };

  async function inWords<T>(
    account: LinkedAccount,
    context: SourceContext,
    read: (reads: OrganizationReads) => Promise<T>,
  ): Promise<T> {
    try {
      return await read(new OrganizationReads(parts, account, context));
    } catch (error) {
      throw toSourceError(error);
    }
  }

  const reader = <T>(read: (reads: OrganizationReads) => Promise<T>) => ({
    read: (account: LinkedAccount, context: SourceContext) =>
      inWords(account, context, read),
  });

  const facets: FacetReaders = {
    account: reader(readAccount),
    contacts: reader(readContacts),
    tickets: {
      ...reader(readTickets),
      page: (account, request, context) =>
        inWords(account, context, reads => pageTickets(reads, request)),
    },
    satisfaction: reader(readSatisfaction),
    feedback: reader(readFeedback),
  };
  return createCustomerSource({
    id,
    type: 'zendesk',
    title: source.title ?? 'Zendesk',
    credentialScope: credentialScope(apiBase, ...Object.values(auth)),
    origins: [new URL(apiBase).origin],
    facets,
    ...(config.webhook && {
      webhook: createZendeskWebhook({
        webhook: config.webhook,
        facets: Object.keys(facets) as FacetId[],
        api,
      }),
    }),
    bulk: [ticketsBulk(api), openTicketsBulk(parts)],
    link: createLinker(api),
    lookup: createLookup(api, config),
    transport: source.transport,
  });
}
