import type { SourceLinker } from '@customer-360/backstage-plugin-customer-360-node';
import type { QueryMapping } from '../mapping/QueryMapping';
import { accountIds } from './accountIds';

/** Accounts that look like a customer, by the customer's domain. */
export function createLinker(mapping: QueryMapping): SourceLinker | undefined {
  return mapping.has('candidates')
    ? {
        candidates: async ({ domain }, context) =>
          domain === undefined
            ? []
            : (await accountIds(mapping, 'candidates', domain, context)).map(
                id => ({ id, rule: 'domain' }),
              ),
      }
    : undefined;
}
