import type { Knex } from 'knex';
import { Generations } from './Generations';
import { GENERATIONS_TABLE } from './generationsJson';

/** The generations of several customers, as they are now. */
export async function readGenerations(
  knex: Knex,
  customerRefs: readonly string[],
): Promise<ReadonlyMap<string, Generations>> {
  const scopes = new Map<string, Record<string, unknown>>();
  const rows = await knex(GENERATIONS_TABLE)
    .whereIn('customer_ref', [...customerRefs])
    .select('customer_ref', 'scope', 'generation', 'told_at', 'changed_at');
  for (const row of rows) {
    const ofCustomer = scopes.get(row.customer_ref) ?? {};
    scopes.set(row.customer_ref, ofCustomer);
    ofCustomer[row.scope] =
      row.told_at === null
        ? row.generation
        : [row.generation, row.told_at, row.changed_at];
  }
  return new Map(
    [...scopes].map(([ref, of]) => [ref, new Generations(JSON.stringify(of))]),
  );
}
