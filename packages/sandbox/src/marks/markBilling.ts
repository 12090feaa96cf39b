import type { Billing, Invoice } from '../world/types.ts';
import type { Marker } from './Mark.ts';

/** Of a description that Stripe itself gives, and finds the entry by. */
const CREDIT_NOTE = 'Credit note';

/** Invoices, credits and prices; sums are left right where a reader adds them up. */
export function markBilling(billing: Billing, marker: Marker): Billing {
  return {
    subscriptions: billing.subscriptions.map(subscription => {
      marker.id('subscription.id', subscription.id);
      return {
        ...subscription,
        items: subscription.items.map((item, at) =>
          at === 0 && item.tiers === undefined
            ? { ...item, unitAmount: marker.amount('subscription.price') }
            : item,
        ),
      };
    }),
    invoices: billing.invoices.map(invoice => markInvoice(invoice, marker)),
    balance: billing.balance === 0 ? 0 : -marker.amount('credit.balance'),
    balanceTransactions: billing.balanceTransactions.map(entry => {
      marker.id('credit.id', entry.id);
      return {
        ...entry,
        amount: Math.sign(entry.amount || -1) * marker.amount('credit.amount'),
        description:
          entry.description === CREDIT_NOTE
            ? entry.description
            : marker.text('credit.description', entry.description),
      };
    }),
    creditNotes: billing.creditNotes.map(note => {
      marker.id('credit-note.id', note.id);
      return { ...note, amount: marker.amount('credit-note.amount') };
    }),
  };
}

function markInvoice(invoice: Invoice, marker: Marker): Invoice {
  const traits = [invoice.status];
  marker.id('invoice.id', invoice.id, traits);
  marker.id('invoice.number', invoice.number, traits);
  for (const { chargeId } of invoice.attempts) {
    marker.id('charge.id', chargeId, traits);
  }
  const [line, ...lines] = invoice.lines;
  if (!line) {
    return invoice;
  }
  const total = marker.amount('invoice.total', traits);
  const rest = total - invoice.creditNoted;
  return {
    ...invoice,
    total,
    amountPaid: invoice.status === 'paid' ? rest : 0,
    amountRemaining: invoice.status === 'paid' ? 0 : rest,
    lines: [{ ...line, amount: line.amount + total - invoice.total }, ...lines],
    refunds: invoice.refunds.map(refund => {
      marker.id('refund.id', refund.id);
      return { ...refund, amount: marker.amount('refund.amount') };
    }),
  };
}
