import type { Knex } from 'knex';

export const GENERATIONS_TABLE = 'c360_generations';

/**
 * SQL for the generations of a customer as one JSON text, to be used inside
 * another statement. Its one binding is the customer's ref.
 */
export function generationsJson(knex: Knex): string {
  const aggregate =
    knex.client.config.client === 'pg'
      ? "coalesce(json_object_agg(scope, generation order by scope)::text, '{}')"
      : 'json_group_object(scope, generation)';
  return `(select ${aggregate} from ${GENERATIONS_TABLE} where customer_ref = ?)`;
}
