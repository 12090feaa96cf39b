import type Stripe from 'stripe';

import type { Billing, Company } from '../../world/types.ts';
import type { BalanceEntry } from '../StripeState.ts';
import type { Wire } from '../wire.ts';
import { listOf, seconds } from '../wire.ts';

export function renderCreditNote(
  company: Company,
  note: Billing['creditNotes'][number],
  balanceTransaction: string | null,
): Wire<Stripe.CreditNote> {
  const invoice = company.billing.invoices.find(
    each => each.id === note.invoiceId,
  );
  const { amount } = note;
  return {
    id: note.id,
    object: 'credit_note',
    amount,
    amount_shipping: 0,
    created: seconds(note.at),
    currency: company.currency.toLowerCase(),
    customer: invoice?.stripeCustomer ?? company.ids.stripe[0],
    customer_account: null,
    customer_balance_transaction: balanceTransaction,
    discount_amount: 0,
    discount_amounts: [],
    effective_at: seconds(note.at),
    invoice: note.invoiceId,
    lines: listOf(`/v1/credit_notes/${note.id}/lines`, [
      {
        id: note.id.replace(/^cn_/, 'cnli_'),
        object: 'credit_note_line_item',
        amount,
        description: 'Credit for part of the period',
        discount_amount: 0,
        discount_amounts: [],
        livemode: false,
        metadata: {},
        pretax_credit_amounts: [],
        quantity: 1,
        tax_rates: [],
        taxes: [],
        type: 'custom_line_item',
        unit_amount: amount,
        unit_amount_decimal: String(amount),
      },
    ]),
    livemode: false,
    memo: null,
    metadata: {},
    number: `${invoice?.number ?? 'CN'}-CN-01`,
    out_of_band_amount: null,
    pdf: `https://pay.stripe.com/credit_notes/${note.id}/pdf`,
    post_payment_amount: amount,
    pre_payment_amount: 0,
    pretax_credit_amounts: [],
    reason: note.reason,
    refunds: [],
    shipping_cost: null,
    status: 'issued',
    subtotal: amount,
    subtotal_excluding_tax: amount,
    total: amount,
    total_excluding_tax: amount,
    total_taxes: [],
    type: 'post_payment',
    voided_at: null,
  };
}

export function renderBalanceTransaction(
  company: Company,
  entry: BalanceEntry,
): Wire<Stripe.CustomerBalanceTransaction> {
  return {
    id: entry.id,
    object: 'customer_balance_transaction',
    amount: entry.amount,
    checkout_session: null,
    created: seconds(entry.at),
    credit_note: entry.creditNoteId ?? null,
    currency: company.currency.toLowerCase(),
    customer: entry.stripeCustomer,
    customer_account: null,
    description: entry.description ?? null,
    ending_balance: entry.endingBalance,
    invoice: null,
    livemode: false,
    metadata: entry.metadata,
    type: entry.creditNoteId ? 'credit_note' : 'adjustment',
  };
}
