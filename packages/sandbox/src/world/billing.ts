import type { Blueprint } from './Blueprint.ts';
import type { Ids } from './ids.ts';
import { makeInvoices } from './invoices.ts';
import { buildSubscriptions } from './subscriptions.ts';
import { DAY, HOUR, iso } from './time.ts';
import type { Billing, Invoice } from './types.ts';

/** Subscriptions, the invoices they led to, and what was given back. */
export function makeBilling(
  seed: number,
  ids: Ids,
  company: Blueprint,
  today: number,
): Billing {
  const built = buildSubscriptions(ids, company, today);
  const invoices = [...makeInvoices(seed, ids, company, built, today)];
  refund(ids, company, invoices, today);
  const creditNotes = creditNotesOf(ids, company, invoices, today);
  // Stripe eats credit with the next invoice, so what is left is newer than that
  const newest = invoices[0] ? Date.parse(invoices[0].createdAt) + HOUR : 0;
  const credits = [
    ...company.billing.credits.map(credit => ({
      amount: -credit.amount,
      at: iso(
        Math.min(
          Math.max(today - credit.daysAgo * DAY + 15 * HOUR, newest),
          today - HOUR,
        ),
      ),
      description: credit.description,
    })),
    ...creditNotes.map(note => ({
      amount: -note.amount,
      at: note.at,
      description: 'Credit note',
    })),
  ].sort((a, b) => b.at.localeCompare(a.at));
  return {
    subscriptions: built.map(each => each.subscription),
    invoices,
    balance: credits.reduce((sum, credit) => sum + credit.amount, 0),
    balanceTransactions: credits.map((credit, at) => ({
      id: ids.stripe('cbtxn', company.index, credits.length - 1 - at),
      ...credit,
    })),
    creditNotes,
  };
}

/** Only what was charged can be given back. */
function paidInvoices(invoices: readonly Invoice[]): number[] {
  return [...invoices.keys()].filter(
    at =>
      invoices[at].status === 'paid' &&
      invoices[at].amountPaid > 0 &&
      invoices[at].subscriptionId !== undefined,
  );
}

function refund(
  ids: Ids,
  company: Blueprint,
  invoices: Invoice[],
  today: number,
): void {
  const paid = paidInvoices(invoices);
  for (const [ordinal, planned] of company.billing.refunds.entries()) {
    const at = paid[planned.invoice];
    if (at === undefined) continue;
    const invoice = invoices[at];
    const charge = invoice.attempts[invoice.attempts.length - 1];
    const already = invoice.refunds.reduce((sum, each) => sum + each.amount, 0);
    const amount = Math.min(planned.amount, invoice.amountPaid - already);
    if (!charge || amount <= 0) continue;
    const when = Math.min(Date.parse(charge.at) + 2 * DAY, today - HOUR);
    invoices[at] = {
      ...invoice,
      refunds: [
        ...invoice.refunds,
        {
          id: ids.stripe('re', company.index, ordinal),
          chargeId: charge.chargeId,
          amount,
          at: iso(when),
          reason: planned.reason,
          status: 'succeeded',
        },
      ],
    };
  }
}

function creditNotesOf(
  ids: Ids,
  company: Blueprint,
  invoices: readonly Invoice[],
  today: number,
): Billing['creditNotes'] {
  const paid = paidInvoices(invoices);
  return company.billing.creditNotes.flatMap((planned, ordinal) => {
    const invoice = invoices[paid[planned.invoice]];
    if (!invoice) return [];
    const refunded = invoice.refunds.reduce(
      (sum, each) => sum + each.amount,
      0,
    );
    const amount = Math.min(planned.amount, invoice.amountPaid - refunded);
    if (amount <= 0) return [];
    const paidAt = Date.parse(invoice.paidAt ?? invoice.createdAt);
    return [
      {
        id: ids.stripe('cn', company.index, ordinal),
        invoiceId: invoice.id,
        amount,
        at: iso(
          Math.min(
            Math.max(
              paidAt + 5 * DAY,
              Date.parse(invoices[0].createdAt) + HOUR,
            ),
            today - HOUR,
          ),
        ),
        reason: planned.reason,
        toBalance: true,
      },
    ];
  });
}
