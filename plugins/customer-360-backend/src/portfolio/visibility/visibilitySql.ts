import type { Knex } from 'knex';
import type { Atom, Conjunction } from './Visibility';

/** Restricts a query over `c360_portfolio as customer`. */
export function restrict(
  query: Knex.QueryBuilder,
  atoms: readonly Atom[],
  when: readonly Conjunction[],
): void {
  if (when.some(conjunction => conjunction.length === 0)) {
    return;
  }
  void query.where(any => {
    // Nothing is what no way leads to.
    void any.whereRaw('1 = 0');
    for (const conjunction of when) {
      void any.orWhere(all => {
        for (const [index, is] of conjunction) {
          restrictTo(all, atoms[index], is);
        }
      });
    }
  });
}

function restrictTo(query: Knex.QueryBuilder, atom: Atom, is: boolean): void {
  switch (atom.kind) {
    case 'owner': {
      const owned = (inner: Knex.QueryBuilder) =>
        void inner
          .select('owned.customer_ref')
          .from('c360_portfolio_owners as owned')
          .whereRaw('owned.customer_ref = customer.customer_ref')
          .whereIn('owned.owner_ref', [...atom.refs]);
      void (is ? query.whereExists(owned) : query.whereNotExists(owned));
      break;
    }
    case 'customer':
      void (is
        ? query.whereIn('customer.customer_ref', [...atom.refs])
        : query.whereNotIn('customer.customer_ref', [...atom.refs]));
      break;
    default: {
      const column = `customer.${atom.key}`;
      void (is
        ? query.where(column, atom.value)
        : query.where(none =>
            none.whereNull(column).orWhereNot(column, atom.value),
          ));
    }
  }
}
