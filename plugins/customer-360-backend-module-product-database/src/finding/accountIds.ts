import type { SourceContext } from '@customer-360/backstage-plugin-customer-360-node';
import type { QueryMapping } from '../mapping/QueryMapping';
import type { QueryName } from '../queries/queryDefinitions';

/** The accounts that a query finds for a value, each once. */
export async function accountIds(
  mapping: QueryMapping,
  name: QueryName,
  value: string,
  context: SourceContext,
): Promise<string[]> {
  const { rows } = await mapping.run(name, value, context);
  return [...new Set(rows.map(row => row.account_id))];
}
