import type { SourceLinker } from '@customer-360/backstage-plugin-customer-360-node';
import { DefaultHubspotApi } from '../api/DefaultHubspotApi';
import type { SearchFilter } from '../api/HubspotApi';
import type { HubspotRecord } from '../api/wire';
import type { HubspotConfig } from '../config/HubspotConfig';

const MAX_CANDIDATES = 10;

/**
 * Companies that carry the customer's own id or exactly its domain. Several
 * companies may share a domain: all are given, none is chosen.
 *
 * @internal
 */
export function createLinker(config: HubspotConfig): SourceLinker {
  return {
    async candidates(customer, context) {
      const { externalIdProperty } = config;
      const name = customer.ref.split('/').at(-1) ?? customer.ref;
      // The search compares in lower case.
      const own = [name.toLowerCase(), customer.ref.toLowerCase()];
      const groups: SearchFilter[][] = [];
      if (externalIdProperty !== undefined) {
        groups.push([
          {
            propertyName: externalIdProperty,
            operator: 'IN',
            values: own,
          },
        ]);
      }
      const domain = customer.domain?.toLowerCase();
      if (domain !== undefined) {
        groups.push([
          { propertyName: 'domain', operator: 'EQ', value: domain },
        ]);
      }
      if (groups.length === 0) {
        return [];
      }
      const { results } = await new DefaultHubspotApi(config, context).search(
        'companies',
        {
          groups,
          properties: [
            'domain',
            ...(externalIdProperty === undefined ? [] : [externalIdProperty]),
          ],
          limit: MAX_CANDIDATES,
        },
      );
      const isNamed = (company: HubspotRecord) =>
        externalIdProperty !== undefined &&
        own.includes(
          String(company.properties[externalIdProperty] ?? '').toLowerCase(),
        );
      return results
        .filter(({ archived }) => !archived)
        .map(company => ({
          id: company.id,
          rule: isNamed(company) ? 'external_id' : 'domain',
        }));
    },
  };
}
