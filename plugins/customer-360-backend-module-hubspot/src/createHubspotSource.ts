import type { FacetId } from '@customer-360/backstage-plugin-customer-360-common';
import {
  createCustomerSource,
  credentialScope,
  toSourceError,
  type CustomerSource,
  type FacetReader,
  type FacetReaders,
  type SourceConfig,
} from '@customer-360/backstage-plugin-customer-360-node';
import { DefaultHubspotApi } from './api/DefaultHubspotApi';
import { companiesBulk } from './bulk/companiesBulk';
import { figureFacets, figuresBulk } from './bulk/figuresBulk';
import type { HubspotConfig } from './config/HubspotConfig';
import type { ReadFacet } from './facets/FacetReads';
import { readAccount } from './facets/readAccount';
import { readContacts } from './facets/readContacts';
import { readContracts } from './facets/readContracts';
import { readFeedback } from './facets/readFeedback';
import { readHealth } from './facets/readHealth';
import { readMeetings } from './facets/readMeetings';
import { readNotes } from './facets/readNotes';
import { readOpportunities } from './facets/readOpportunities';
import { readSurveys } from './facets/readSurveys';
import { readTeam } from './facets/readTeam';
import { readTouchpoints } from './facets/readTouchpoints';
import { createCustomers } from './customers/createCustomers';
import { createLinker } from './finding/createLinker';
import { createLookup } from './finding/createLookup';
import { CompanyReads } from './reads/CompanyReads';
import { createHubspotWebhook } from './webhooks/createHubspotWebhook';

/**
 * HubSpot as a source of customers: an account there is a company.
 *
 * @param source - its entry in `customer360.sources`, already checked
 * @public
 */
export function createHubspotSource(
  source: SourceConfig<HubspotConfig>,
): CustomerSource {
  const { id, options: config } = source;
  const reader = <TData>(readFacet: ReadFacet<TData>): FacetReader<TData> => ({
    async read(account, context) {
      try {
        return await readFacet(
          new CompanyReads({ sourceId: id, config, account, context }),
        );
      } catch (error) {
        throw toSourceError(error);
      }
    },
  });
  const { health, nps, contracts, feedback, webhook } = config;
  const facets: FacetReaders = {
    account: reader(readAccount),
    team: reader(readTeam),
    contacts: reader(readContacts),
    opportunities: reader(readOpportunities),
    touchpoints: reader(readTouchpoints),
    notes: reader(readNotes),
    meetings: reader(readMeetings),
    // Only what is mapped: an unmapped facet is unconfigured and not empty.
    ...(contracts && { contracts: reader(readContracts(contracts)) }),
    ...(health && { health: reader(readHealth(health)) }),
    ...(nps && { surveys: reader(readSurveys(nps)) }),
    ...(feedback && { feedback: reader(readFeedback(feedback)) }),
  };
  return createCustomerSource({
    id,
    type: 'hubspot',
    title: source.title ?? 'HubSpot',
    credentialScope: credentialScope(config.apiBase, config.accessToken),
    origins: [new URL(config.apiBase).origin],
    facets,
    bulk: [
      companiesBulk(
        context => new DefaultHubspotApi(config, context),
        // What is read from the company itself; its deals and activities have
        // times of their own.
        [
          'account',
          'team',
          ...(health ? (['health'] as const) : []),
          ...(nps ? (['surveys'] as const) : []),
        ],
      ),
      ...(figureFacets(config).length > 0
        ? [
            figuresBulk(
              id,
              config,
              context => new DefaultHubspotApi(config, context),
            ),
          ]
        : []),
    ],
    link: createLinker(config),
    customers: createCustomers(config),
    lookup: createLookup(config),
    ...(webhook && {
      webhook: createHubspotWebhook(
        { ...config, webhook },
        Object.keys(facets) as FacetId[],
      ),
    }),
    transport: {
      // HubSpot allows a portal 190 calls in ten seconds (Professional) and
      // refuses all for the rest of them: staying below costs a cold view a
      // third of a second, being refused costs it the page.
      requestsPerSecond: 18,
      maxConcurrent: 8,
      ...source.transport,
    },
  });
}
