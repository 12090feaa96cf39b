import type Stripe from 'stripe';

import type { Company, Invoice } from '../../world/types.ts';
import type { Wire } from '../wire.ts';
import { ACCOUNT_NAME, listOf, optionalSeconds, seconds } from '../wire.ts';
import { customerEmail } from './customer.ts';

type Line = Invoice['lines'][number];

export function renderInvoiceLine(
  company: Company,
  invoice: Invoice,
  line: Line,
): Wire<Stripe.InvoiceLineItem> {
  const discountId = discountOf(company, invoice);
  // A proration hangs on an invoice item of its own, and only that can lack a price
  const pendingItem = line.id.replace(/^il_/, 'ii_');
  return {
    id: line.id,
    object: 'line_item',
    amount: line.amount,
    currency: company.currency.toLowerCase(),
    description: line.description,
    discount_amounts:
      discountId && line.discount !== 0
        ? [{ amount: line.discount, discount: discountId }]
        : [],
    discountable: !line.proration,
    discounts: discountId && line.discount !== 0 ? [discountId] : [],
    invoice: invoice.id,
    livemode: false,
    metadata: {},
    parent:
      line.subscriptionItemId === undefined
        ? {
            invoice_item_details: {
              invoice_item: pendingItem,
              proration: false,
              proration_details: { credited_items: null },
              subscription: null,
            },
            subscription_item_details: null,
            type: 'invoice_item_details',
          }
        : {
            invoice_item_details: null,
            subscription_item_details: {
              invoice_item: line.proration ? pendingItem : null,
              proration: line.proration,
              proration_details: { credited_items: null },
              subscription: invoice.subscriptionId ?? null,
              subscription_item: line.subscriptionItemId,
            },
            type: 'subscription_item_details',
          },
    period: { end: seconds(line.periodEnd), start: seconds(line.periodStart) },
    pretax_credit_amounts: [],
    pricing:
      line.priceId === undefined || line.productId === undefined
        ? null
        : {
            price_details: { price: line.priceId, product: line.productId },
            type: 'price_details',
            unit_amount_decimal: String(
              Math.round(line.amount / line.quantity),
            ),
          },
    quantity: line.quantity,
    quantity_decimal: String(line.quantity),
    subscription: invoice.subscriptionId ?? null,
    subtotal: line.amount,
    taxes: [],
  };
}

function discountOf(company: Company, invoice: Invoice): string | undefined {
  return company.billing.subscriptions.find(
    each => each.id === invoice.subscriptionId,
  )?.discount?.id;
}

export function renderInvoice(
  company: Company,
  invoice: Invoice,
): Wire<Stripe.Invoice> {
  const subtotal = invoice.lines.reduce((sum, line) => sum + line.amount, 0);
  const discount = subtotal - invoice.total;
  const discountId = discountOf(company, invoice);
  const finalized =
    invoice.status === 'draft' ? null : seconds(invoice.createdAt);
  const account = company.ids.stripe.indexOf(invoice.stripeCustomer);
  const creditNoted = company.billing.creditNotes
    .filter(note => note.invoiceId === invoice.id)
    .reduce((sum, note) => sum + note.amount, 0);
  return {
    id: invoice.id,
    object: 'invoice',
    account_country: 'DE',
    account_name: ACCOUNT_NAME,
    account_tax_ids: null,
    amount_due: Math.max(0, invoice.total),
    amount_overpaid: 0,
    amount_paid: invoice.amountPaid,
    amount_remaining: invoice.amountRemaining,
    amount_shipping: 0,
    application: null,
    attempt_count: invoice.attempts.length,
    attempted: invoice.attempts.length > 0,
    auto_advance: invoice.nextAttemptAt !== undefined,
    automatic_tax: {
      disabled_reason: null,
      enabled: false,
      liability: null,
      provider: null,
      status: null,
    },
    automatically_finalizes_at: null,
    billing_reason: invoice.reason,
    collection_method: invoice.dueAt ? 'send_invoice' : 'charge_automatically',
    created: seconds(invoice.createdAt),
    currency: company.currency.toLowerCase(),
    custom_fields: null,
    customer: invoice.stripeCustomer,
    customer_account: null,
    customer_address: null,
    customer_email: customerEmail(company.domain, Math.max(0, account)),
    customer_name: company.name,
    customer_phone: null,
    customer_shipping: null,
    customer_tax_exempt: 'none',
    customer_tax_ids: [],
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: discountId && discount !== 0 ? [discountId] : [],
    due_date: optionalSeconds(invoice.dueAt),
    effective_at: finalized,
    ending_balance: finalized === null ? null : 0,
    footer: null,
    from_invoice: null,
    hosted_invoice_url: `https://invoice.stripe.com/i/${invoice.id}`,
    invoice_pdf: `https://pay.stripe.com/invoice/${invoice.id}/pdf`,
    issuer: { type: 'self' },
    last_finalization_error: null,
    latest_revision: null,
    lines: listOf(
      `/v1/invoices/${invoice.id}/lines`,
      invoice.lines.map(line => renderInvoiceLine(company, invoice, line)),
    ),
    livemode: false,
    metadata: {},
    next_payment_attempt: optionalSeconds(invoice.nextAttemptAt),
    number: invoice.number,
    on_behalf_of: null,
    parent:
      invoice.subscriptionId === undefined
        ? null
        : {
            quote_details: null,
            subscription_details: {
              metadata: {},
              subscription: invoice.subscriptionId,
            },
            type: 'subscription_details',
          },
    payment_settings: {
      default_mandate: null,
      payment_method_options: null,
      payment_method_types: null,
    },
    // Of an invoice for a subscription this is the period before; see its lines
    period_end: seconds(invoice.createdAt),
    period_start: seconds(invoice.createdAt),
    post_payment_credit_notes_amount: creditNoted,
    pre_payment_credit_notes_amount: invoice.creditNoted,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: 0,
    statement_descriptor: null,
    status: invoice.status,
    status_transitions: {
      finalized_at: finalized,
      marked_uncollectible_at:
        invoice.status === 'uncollectible' ? seconds(invoice.createdAt) : null,
      paid_at: optionalSeconds(invoice.paidAt),
      voided_at: null,
    },
    subtotal,
    subtotal_excluding_tax: subtotal,
    test_clock: null,
    total: invoice.total,
    total_discount_amounts:
      discountId && discount !== 0
        ? [{ amount: discount, discount: discountId }]
        : [],
    total_excluding_tax: invoice.total,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: finalized,
  };
}
