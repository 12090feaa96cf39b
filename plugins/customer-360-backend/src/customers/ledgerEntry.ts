import type { ReadableCustomer } from '../access/CustomerAccess';
import type { Reader } from '../access/Reader';
import type {
  CustomerLedgerEntry,
  LedgerKind,
  Look,
} from '../ledger/LedgerStore';

/** The row for what a person is about to be shown of a customer. */
export function ledgerEntry(
  reader: Reader,
  kind: LedgerKind,
  customer: ReadableCustomer,
  facets: readonly string[],
  look?: Look,
): CustomerLedgerEntry {
  const { shape } = customer;
  return {
    kind,
    actorRef: reader.userRef,
    customerRef: customer.ref,
    facets: Object.fromEntries(
      facets.map(id => [id, shape.facets.get(id)?.level ?? 'none']),
    ),
    labels: [...shape.labels].sort(),
    ...(look && { detail: { look } }),
  };
}
