import type {
  SourceContext,
  SourceLinker,
  SourceLookup,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { QueryMapping } from './mapping/QueryMapping';
import type { QueryName } from './queries/queryDefinitions';

/** Accounts behind what a caller gives, for what config has a query. */
export function productLookup(mapping: QueryMapping): SourceLookup {
  const find = (name: QueryName) => (value: string, context: SourceContext) =>
    accountIds(mapping, name, value, context);
  return {
    ...(mapping.has('lookupUser') ? { user: find('lookupUser') } : {}),
    ...(mapping.has('lookupEmail') ? { email: find('lookupEmail') } : {}),
    ...(mapping.has('lookupAccount') ? { account: find('lookupAccount') } : {}),
  };
}

/** Accounts that look like a customer, by the customer's domain. */
export function productLinker(mapping: QueryMapping): SourceLinker | undefined {
  return mapping.has('candidates')
    ? {
        candidates: async ({ domain }, context) =>
          domain === undefined
            ? []
            : accountIds(mapping, 'candidates', domain, context),
      }
    : undefined;
}

async function accountIds(
  mapping: QueryMapping,
  name: QueryName,
  value: string,
  context: SourceContext,
): Promise<string[]> {
  const { rows } = await mapping.run(name, value, context);
  return [...new Set(rows.map(row => row.account_id))];
}
