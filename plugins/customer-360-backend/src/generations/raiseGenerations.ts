import type { Knex } from 'knex';
import { insertedAtOnce } from '../installation/insertedAtOnce';
import { GENERATIONS_TABLE } from './generationsJson';
import { scopeKey, type ChangedScope } from './scopesOf';

/**
 * Makes what is cached of customers worthless, within the transaction that holds
 * the reason.
 *
 * @param scopes - each once, in the one order of `scopesOf`
 * @param at - ISO 8601 UTC with milliseconds
 * @returns what each has come to, by `scopeKey`
 */
export async function raiseGenerations(
  tx: Knex,
  scopes: readonly ChangedScope[],
  at: string,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  const atOnce = insertedAtOnce(tx);
  for (let from = 0; from < scopes.length; from += atOnce) {
    const rows: Array<{
      customer_ref: string;
      scope: string;
      generation: number;
    }> = await tx(GENERATIONS_TABLE)
      .insert(
        scopes
          .slice(from, from + atOnce)
          .map(({ customerRef, scope, told, changedAt }) => ({
            customer_ref: customerRef,
            scope,
            generation: 1,
            bumped_at: at,
            told_at: told ? at : null,
            changed_at: changedAt ?? null,
          })),
      )
      .onConflict(['customer_ref', 'scope'])
      .merge({
        generation: tx.raw('??.generation + 1', [GENERATIONS_TABLE]),
        bumped_at: tx.raw('excluded.bumped_at'),
        told_at: later(tx, 'told_at'),
        // A vendor tells of things in any order.
        changed_at: later(tx, 'changed_at'),
      })
      .returning(['customer_ref', 'scope', 'generation']);
    for (const { customer_ref: customerRef, scope, generation } of rows) {
      counts.set(scopeKey({ customerRef, scope }), generation);
    }
  }
  return counts;
}

/** Null counts as never; text in this form sorts as time does. */
function later(knex: Knex, column: string) {
  return knex.raw(
    'case when ??.?? is null or excluded.?? > ??.?? then excluded.?? else ??.?? end',
    [
      GENERATIONS_TABLE,
      column,
      column,
      GENERATIONS_TABLE,
      column,
      column,
      GENERATIONS_TABLE,
      column,
    ],
  );
}
