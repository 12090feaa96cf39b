import type Stripe from 'stripe';

import type { Company, Invoice } from '../../world/types.ts';
import type { Wire } from '../wire.ts';
import { optionalSeconds, seconds } from '../wire.ts';

type Attempt = Invoice['attempts'][number];

const MESSAGES: Readonly<Record<string, string>> = {
  insufficient_funds: 'Your card has insufficient funds.',
  expired_card: 'Your card has expired.',
};

function messageOf(declineCode: string): string {
  return MESSAGES[declineCode] ?? 'Your card was declined.';
}

/** Stripe answers `card_declined` and says why in the decline code. */
function errorCode(declineCode: string): string {
  return declineCode === 'expired_card' ? 'expired_card' : 'card_declined';
}

/** One per invoice that anybody tried to collect. */
export function renderInvoicePayment(
  company: Company,
  invoice: Invoice,
  id: string,
): Wire<Stripe.InvoicePayment> {
  const paid = invoice.status === 'paid';
  return {
    id,
    object: 'invoice_payment',
    amount_paid: paid ? invoice.amountPaid : null,
    amount_requested: Math.max(0, invoice.total),
    created: seconds(invoice.createdAt),
    currency: company.currency.toLowerCase(),
    invoice: invoice.id,
    is_default: true,
    livemode: false,
    payment: {
      payment_intent: invoice.attempts[0].id,
      type: 'payment_intent',
    },
    status: paid ? 'paid' : 'open',
    status_transitions: {
      canceled_at: null,
      paid_at: optionalSeconds(invoice.paidAt),
    },
  };
}

export function renderPaymentIntent(
  company: Company,
  invoice: Invoice,
): Wire<Stripe.PaymentIntent> {
  const last = invoice.attempts[invoice.attempts.length - 1];
  const succeeded = last.outcome === 'succeeded';
  const declineCode = last.declineCode ?? 'generic_decline';
  return {
    id: last.id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: Math.max(0, invoice.total),
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: succeeded ? invoice.amountPaid : 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic',
    client_secret: null,
    confirmation_method: 'automatic',
    created: seconds(invoice.createdAt),
    currency: company.currency.toLowerCase(),
    customer: invoice.stripeCustomer,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    last_payment_error: succeeded
      ? null
      : {
          charge: last.chargeId,
          code: errorCode(declineCode),
          decline_code: declineCode,
          message: messageOf(declineCode),
          type: 'card_error',
        },
    latest_charge: last.chargeId,
    livemode: false,
    managed_payments: null,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: null,
    payment_method_types: ['card'],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: succeeded ? 'succeeded' : 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
  };
}

export function renderCharge(
  company: Company,
  invoice: Invoice,
  attempt: Attempt,
): Wire<Stripe.Charge> {
  const succeeded = attempt.outcome === 'succeeded';
  const amount = Math.max(0, invoice.total);
  const declineCode = attempt.declineCode ?? 'generic_decline';
  const refunded = invoice.refunds
    .filter(refund => refund.chargeId === attempt.chargeId)
    .reduce((sum, refund) => sum + refund.amount, 0);
  return {
    id: attempt.chargeId,
    object: 'charge',
    amount,
    amount_captured: succeeded ? amount : 0,
    amount_refunded: refunded,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: {
      address: null,
      email: null,
      name: company.name,
      phone: null,
      tax_id: null,
    },
    calculated_statement_descriptor: 'MERIDIAN FLEET',
    captured: succeeded,
    created: seconds(attempt.at),
    currency: company.currency.toLowerCase(),
    customer: invoice.stripeCustomer,
    description: `Invoice ${invoice.number}`,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: succeeded ? null : errorCode(declineCode),
    failure_message: succeeded ? null : messageOf(declineCode),
    fraud_details: {},
    livemode: false,
    metadata: {},
    on_behalf_of: null,
    outcome: {
      advice_code: succeeded ? null : 'try_again_later',
      network_advice_code: null,
      network_decline_code: null,
      network_status: succeeded ? 'approved_by_network' : 'declined_by_network',
      reason: succeeded ? null : declineCode,
      risk_level: 'normal',
      seller_message: succeeded
        ? 'Payment complete.'
        : 'The bank did not return any further details with this decline.',
      type: succeeded ? 'authorized' : 'issuer_declined',
    },
    paid: succeeded,
    payment_intent: attempt.id,
    payment_method: null,
    payment_method_details: null,
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: succeeded && refunded === amount,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: succeeded ? 'succeeded' : 'failed',
    transfer_data: null,
    transfer_group: null,
  };
}

export function renderRefund(
  company: Company,
  invoice: Invoice,
  refund: Invoice['refunds'][number],
): Wire<Stripe.Refund> {
  const attempt = invoice.attempts.find(
    each => each.chargeId === refund.chargeId,
  );
  return {
    id: refund.id,
    object: 'refund',
    amount: refund.amount,
    balance_transaction: null,
    charge: refund.chargeId,
    created: seconds(refund.at),
    currency: company.currency.toLowerCase(),
    customer: invoice.stripeCustomer,
    customer_account: null,
    metadata: {},
    payment_intent: attempt?.id ?? null,
    payment_method: null,
    reason: refund.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: refund.status,
    transfer_reversal: null,
  };
}
