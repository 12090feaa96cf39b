import type { ReadableCustomer } from '../access/CustomerAccess';
import type { Reader } from '../access/Reader';
import type {
  CustomerLedgerEntry,
  LedgerEntry,
  LedgerKind,
} from '../ledger/LedgerStore';

/**
 * The row for what a person is about to be shown of a customer.
 *
 * @param facets - what was asked for: what is withheld of it is in the row too
 */
export function ledgerEntry(
  reader: Reader,
  kind: LedgerKind,
  customer: ReadableCustomer,
  facets: readonly string[],
  detail?: LedgerEntry['detail'],
): CustomerLedgerEntry {
  const { shape } = customer;
  return {
    kind,
    actorRef: reader.userRef,
    requestId: reader.requestId,
    customerRef: customer.ref,
    facets: Object.fromEntries(
      facets.map(id => [id, shape.facets.get(id)?.level ?? 'none']),
    ),
    labels: [...shape.labels].sort(),
    ...(detail && { detail }),
  };
}
