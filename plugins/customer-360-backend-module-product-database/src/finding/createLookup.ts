import type {
  SourceContext,
  SourceLookup,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { QueryMapping } from '../mapping/QueryMapping';
import type { QueryName } from '../queries/queryDefinitions';
import { accountIds } from './accountIds';

/** Accounts behind what a caller gives, for what config has a query. */
export function createLookup(mapping: QueryMapping): SourceLookup {
  const find = (name: QueryName) => (value: string, context: SourceContext) =>
    accountIds(mapping, name, value, context);
  return {
    ...(mapping.has('lookupUser') ? { user: find('lookupUser') } : {}),
    ...(mapping.has('lookupEmail') ? { email: find('lookupEmail') } : {}),
    ...(mapping.has('lookupAccount') ? { account: find('lookupAccount') } : {}),
  };
}
