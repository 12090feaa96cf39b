import {
  toShortText,
  type CreditsData,
  type Money,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { FacetReader } from '@customer-360/backstage-plugin-customer-360-node';
import type { StripeCustomer } from '../api/wire';
import { Gaps } from '../records/Gaps';
import type { StripeFacetContext } from '../records/StripeFacetContext';
import { toMoney } from '../records/toMoney';

/** Credit balance, its movements, and credit notes. */
export function creditsFacet(
  facet: StripeFacetContext,
): FacetReader<CreditsData> {
  const { source, links } = facet;
  return {
    async read(account, context) {
      const reader = facet.reader(account, context);
      const gaps = new Gaps();
      const [{ customer, drift }, transactions, creditNotes] =
        await Promise.all([
          reader.customer(),
          reader.balanceTransactions(),
          reader.creditNotes(),
        ]);
      gaps.addDrift([...drift, ...transactions.drift, ...creditNotes.drift]);
      return {
        truncated: transactions.truncated || creditNotes.truncated,
        missing: gaps.missing,
        data: {
          balance: creditBalance(customer),
          transactions: transactions.items.map(transaction => ({
            source,
            id: transaction.id,
            url: links.customer({ id: customer.id }),
            at: transaction.created,
            // A transaction that gives credit is negative at Stripe.
            amount: toMoney(-transaction.amount, transaction.currency),
            description:
              transaction.description && toShortText(transaction.description),
          })),
          creditNotes: creditNotes.items.flatMap(note => {
            if (note.status !== 'issued' && note.status !== 'void') {
              gaps.add('A credit note with a status that is not known here');
              return [];
            }
            return [
              {
                source,
                id: note.id,
                url: links.creditNote({ id: note.id }),
                number: note.number,
                at: note.created,
                amount: toMoney(note.total, note.currency),
                status: note.status,
                reason: note.reason && toShortText(note.reason),
                invoiceId: note.invoice,
              },
            ];
          }),
        },
      };
    },
  };
}

/**
 * What we owe the customer. `balance` is what the customer owes, so credit is
 * negative there; `invoice_credit_balance` holds the same per currency with the
 * opposite sign, and the two are never added.
 */
function creditBalance(customer: StripeCustomer): Money[] {
  const byCurrency = new Map<string, number>();
  if (customer.currency) {
    byCurrency.set(customer.currency, -customer.balance);
  }
  for (const [currency, amount] of Object.entries(
    customer.invoice_credit_balance ?? {},
  )) {
    byCurrency.set(currency, amount);
  }
  return [...byCurrency]
    .slice(0, 50)
    .map(([currency, amount]) => toMoney(amount, currency));
}
