import type { Knex } from 'knex';
import { insertedAtOnce } from '../installation/insertedAtOnce';
import { GENERATIONS_TABLE } from './generationsJson';

/** What of a customer is made worthless. */
export interface GenerationScope {
  readonly customerRef: string;
  readonly source: string;
  readonly facet: string;
}

/**
 * Makes what is cached of many customers worthless, within the transaction that
 * holds the reason. Each scope counts once, however often it is named.
 *
 * @returns what each has come to, by `scopeKey`
 */
export async function bumpGenerations(
  tx: Knex,
  scopes: readonly GenerationScope[],
  at: string,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  // In order, so that two transactions never wait for each other's rows.
  const distinct = [
    ...new Map(scopes.map(scope => [scopeKey(scope), scope])),
  ].sort(([a], [b]) => (a < b ? -1 : 1));
  const atOnce = insertedAtOnce(tx);
  for (let from = 0; from < distinct.length; from += atOnce) {
    const rows: Array<{
      customer_ref: string;
      scope: string;
      generation: number;
    }> = await tx(GENERATIONS_TABLE)
      .insert(
        distinct.slice(from, from + atOnce).map(([, scope]) => ({
          customer_ref: scope.customerRef,
          scope: `${scope.source}/${scope.facet}`,
          generation: 1,
          bumped_at: at,
        })),
      )
      .onConflict(['customer_ref', 'scope'])
      .merge({
        generation: tx.raw('??.generation + 1', [GENERATIONS_TABLE]),
        bumped_at: tx.raw('excluded.bumped_at'),
      })
      .returning(['customer_ref', 'scope', 'generation']);
    for (const { customer_ref: ref, scope, generation } of rows) {
      counts.set(`${ref} ${scope}`, generation);
    }
  }
  return counts;
}

export function scopeKey({
  customerRef,
  source,
  facet,
}: GenerationScope): string {
  return `${customerRef} ${source}/${facet}`;
}
