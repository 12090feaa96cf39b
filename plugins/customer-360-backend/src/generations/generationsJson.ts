export const GENERATIONS_TABLE = 'c360_generations';

/**
 * SQL for the generations of a customer as one JSON text, to be used inside
 * another statement. A scope has its counter or, where a vendor has told of a
 * change, `[counter, told_at, changed_at]`.
 *
 * @param ref - SQL for the customer's ref: a binding, or a column
 */
export function generationsJson(client: 'pg' | 'sqlite', ref: string): string {
  const aggregate =
    client === 'pg'
      ? `coalesce(json_object_agg(scope, case when told_at is null
          then to_json(generation)
          else json_build_array(generation, told_at, changed_at) end
          order by scope)::text, '{}')`
      : // What `case` gives has lost that it is JSON.
        `json_group_object(scope, json(case when told_at is null
          then generation
          else json_array(generation, told_at, changed_at) end))`;
  return `(select ${aggregate} from ${GENERATIONS_TABLE} where ${GENERATIONS_TABLE}.customer_ref = ${ref})`;
}
