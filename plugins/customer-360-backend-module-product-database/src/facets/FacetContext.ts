import type {
  LinkedAccount,
  RecordLink,
  SourceContext,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { ProductDatabaseConfig } from '../config/ProductDatabaseConfig';
import type { QueryName } from '../queries/queryDefinitions';
import type { QueryMapping, QueryResult } from '../mapping/QueryMapping';

/** What the facets of one source share. */
export interface FacetContext {
  /** Id of the source, as every record carries it. */
  readonly source: string;
  readonly mapping: QueryMapping;
  readonly fields: ProductDatabaseConfig['fields'];
  readonly accountLink: RecordLink;
  readonly userLink: RecordLink;
}

/** The rows of a query, or none where it is not configured; once per view. */
export async function rowsIfConfigured<N extends QueryName>(
  { mapping }: FacetContext,
  name: N,
  account: LinkedAccount,
  context: SourceContext,
): Promise<QueryResult<N>> {
  return mapping.has(name)
    ? context.once(`${name}:${account.id}`, () =>
        mapping.runFor(name, account.id, context),
      )
    : { rows: [], missing: [], truncated: false, raw: [] };
}
