export const GENERATIONS_TABLE = 'c360_generations';

/**
 * SQL for the generations of a customer as one JSON text, to be used inside
 * another statement.
 *
 * @param ref - SQL for the customer's ref: a binding, or a column
 */
export function generationsJson(client: 'pg' | 'sqlite', ref: string): string {
  const aggregate =
    client === 'pg'
      ? "coalesce(json_object_agg(scope, generation order by scope)::text, '{}')"
      : 'json_group_object(scope, generation)';
  return `(select ${aggregate} from ${GENERATIONS_TABLE} where ${GENERATIONS_TABLE}.customer_ref = ${ref})`;
}
