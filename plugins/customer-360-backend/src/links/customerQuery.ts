import type { CatalogService } from '@backstage/plugin-catalog-node';
import { CUSTOMER_KIND } from '@customer-360/backstage-plugin-customer-360-common';

type InitialRequest = Extract<
  Parameters<CatalogService['queryEntities']>[0],
  { query?: unknown }
>;

/** What the catalog can say of one field. */
type FieldCondition =
  | string
  | { readonly $in: readonly string[] }
  | { readonly $exists: boolean };

/**
 * Customers with these fields. A `query` and not a `filter`: the catalog takes
 * it in a body, and the root router logs URLs. An id at a vendor is nobody
 * else's business.
 */
export function customerQuery(
  fields: Readonly<Record<string, FieldCondition>> = {},
): NonNullable<InitialRequest['query']> {
  // A computed key is a string to the compiler, which its type forbids.
  return { kind: CUSTOMER_KIND, ...fields } as NonNullable<
    InitialRequest['query']
  >;
}
