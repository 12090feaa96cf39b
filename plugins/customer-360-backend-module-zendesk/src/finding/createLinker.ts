import {
  SourceError,
  type SourceContext,
  type SourceLinker,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { ZendeskApi } from '../api/ZendeskApi';
import { organizationsSchema, searchSchema } from '../api/wire';

const MAX_CANDIDATES = 10;

/**
 * Organizations that carry the customer's own id as external id, or exactly
 * its domain.
 *
 * @internal
 */
export function createLinker(
  apiOf: (context: SourceContext) => ZendeskApi,
): SourceLinker {
  return {
    async candidates(customer, context) {
      const api = apiOf(context);
      const name = customer.ref.split('/').at(-1) ?? customer.ref;
      const domain = customer.domain?.toLowerCase();
      const [byExternalId, byDomain] = await Promise.all([
        findByExternalId(api, name),
        domain === undefined ? [] : findByDomain(api, domain),
      ]);
      const named = new Set(byExternalId);
      return [...new Set([...byExternalId, ...byDomain])]
        .slice(0, MAX_CANDIDATES)
        .map(id => ({
          id: String(id),
          rule: named.has(id) ? 'external_id' : 'domain',
        }));
    },
  };
}

async function findByExternalId(
  api: ZendeskApi,
  externalId: string,
): Promise<number[]> {
  try {
    const { organizations } = await api.get({
      operation: 'organizations.search',
      path: ['organizations', 'search'],
      query: { external_id: externalId },
      schema: organizationsSchema,
    });
    return organizations.map(({ id }) => id);
  } catch (error) {
    // For those only who may edit organizations; the domain is left.
    if (SourceError.is(error) && error.reason === 'no_access') {
      return [];
    }
    throw error;
  }
}

/** The search knows no field for domains: what it finds is looked at. */
async function findByDomain(
  api: ZendeskApi,
  domain: string,
): Promise<number[]> {
  if (!/^[a-z0-9.-]{1,253}$/.test(domain)) {
    return [];
  }
  const { results } = await api.get({
    operation: 'search.organizations',
    path: ['search'],
    query: { query: `type:organization "${domain}"`, per_page: 100 },
    schema: searchSchema,
  });
  return results
    .filter(({ domain_names: names }) =>
      names?.some(name => name.toLowerCase() === domain),
    )
    .map(({ id }) => id);
}
