import type { VendorResponse } from '../../server/types.ts';
import { renderCharge, renderRefund } from '../objects/payment.ts';
import { noSuch } from '../StripeFault.ts';
import { seconds } from '../wire.ts';
import type { StripeCall } from './StripeCall.ts';
import { answerList, customerFilter, PAGING } from './StripeCall.ts';

export function listCharges(call: StripeCall): VendorResponse {
  const { parameters } = call;
  parameters.allow('customer', 'payment_intent', 'created', ...PAGING);
  const only = customerFilter(call);
  const intent = parameters.text('payment_intent');
  const ofIntent =
    intent === undefined ? undefined : call.objects.invoiceOf(intent);
  if (intent !== undefined && !ofIntent) {
    throw noSuch('pi', intent, 'payment_intent');
  }
  const created = parameters.range('created');
  const customer = only?.company.ids.stripe[only.account];
  return answerList(call, {
    prefix: 'ch',
    company: only?.company ?? ofIntent?.company,
    records: company =>
      company.billing.invoices
        .filter(
          invoice =>
            customer === undefined || invoice.stripeCustomer === customer,
        )
        .flatMap(invoice =>
          invoice.attempts.map(attempt => ({ invoice, attempt })),
        )
        .filter(
          ({ attempt }) =>
            (intent === undefined || attempt.id === intent) &&
            (created?.(seconds(attempt.at)) ?? true),
        )
        .sort((a, b) => b.attempt.at.localeCompare(a.attempt.at)),
    idOf: ({ attempt }) => attempt.chargeId,
    render: ({ invoice, attempt }, company) =>
      renderCharge(company, invoice, attempt),
  });
}

/** Stripe cannot be asked for a customer's refunds, only for a charge's. */
export function listRefunds(call: StripeCall): VendorResponse {
  const { parameters } = call;
  parameters.allow('charge', 'payment_intent', 'created', ...PAGING);
  const charge = parameters.text('charge');
  const intent = parameters.text('payment_intent');
  const named = charge ?? intent;
  const found = named === undefined ? undefined : call.objects.invoiceOf(named);
  if (named !== undefined && !found) {
    throw charge === undefined
      ? noSuch('pi', named, 'payment_intent')
      : noSuch('ch', named, 'charge');
  }
  const created = parameters.range('created');
  return answerList(call, {
    prefix: 're',
    company: found?.company,
    records: company =>
      (found ? [found.invoice] : company.billing.invoices)
        .flatMap(invoice =>
          invoice.refunds.map(refund => ({ invoice, refund })),
        )
        .filter(
          ({ refund }) =>
            (charge === undefined || refund.chargeId === charge) &&
            (created?.(seconds(refund.at)) ?? true),
        ),
    idOf: ({ refund }) => refund.id,
    render: ({ invoice, refund }, company) =>
      renderRefund(company, invoice, refund),
  });
}

export function listCreditNotes(call: StripeCall): VendorResponse {
  const { parameters } = call;
  parameters.allow('customer', 'invoice', 'created', ...PAGING);
  const only = customerFilter(call);
  const invoice = parameters.text('invoice');
  const ofInvoice =
    invoice === undefined ? undefined : call.objects.companyOf(invoice, 'in');
  if (invoice !== undefined && !ofInvoice) {
    throw noSuch('in', invoice, 'invoice');
  }
  const created = parameters.range('created');
  return answerList(call, {
    prefix: 'cn',
    company: only?.company ?? ofInvoice,
    records: company =>
      company.billing.creditNotes.filter(
        note =>
          // The world credits the first billing account only
          (only === undefined || only.account === 0) &&
          (invoice === undefined || note.invoiceId === invoice) &&
          (created?.(seconds(note.at)) ?? true),
      ),
    idOf: note => note.id,
    render: (note, company) => call.objects.renderCreditNote(company, note),
  });
}
