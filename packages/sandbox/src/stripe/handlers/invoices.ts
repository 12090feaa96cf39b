import type { VendorResponse } from '../../server/types.ts';
import { renderInvoice, renderInvoiceLine } from '../objects/invoice.ts';
import { invalid, noSuch } from '../StripeFault.ts';
import { seconds } from '../wire.ts';
import type { StripeCall } from './StripeCall.ts';
import { answerList, customerFilter, PAGING } from './StripeCall.ts';

export const INVOICE_STATUSES = [
  'draft',
  'open',
  'paid',
  'uncollectible',
  'void',
];

export function listInvoices(call: StripeCall): VendorResponse {
  const { parameters } = call;
  parameters.allow(
    'customer',
    'status',
    'subscription',
    'created',
    'due_date',
    'collection_method',
    ...PAGING,
  );
  const only = customerFilter(call);
  const status = parameters.text('status');
  if (status !== undefined && !INVOICE_STATUSES.includes(status)) {
    throw invalid(
      `Invalid status: must be one of draft, open, paid, uncollectible, or void`,
      'status',
    );
  }
  const subscription = parameters.text('subscription');
  const ofSubscription =
    subscription === undefined
      ? undefined
      : call.objects.companyOf(subscription, 'sub');
  if (subscription !== undefined && !ofSubscription) {
    throw noSuch('sub', subscription, 'subscription');
  }
  const method = parameters.text('collection_method');
  const created = parameters.range('created');
  const due = parameters.range('due_date');
  const customer = only?.company.ids.stripe[only.account];
  return answerList(call, {
    prefix: 'in',
    company: only?.company ?? ofSubscription,
    records: company =>
      company.billing.invoices.filter(
        invoice =>
          (customer === undefined || invoice.stripeCustomer === customer) &&
          (status === undefined || invoice.status === status) &&
          (subscription === undefined ||
            invoice.subscriptionId === subscription) &&
          (method === undefined ||
            (invoice.dueAt ? 'send_invoice' : 'charge_automatically') ===
              method) &&
          (created?.(seconds(invoice.createdAt)) ?? true) &&
          (due === undefined ||
            (invoice.dueAt !== undefined && due(seconds(invoice.dueAt)))),
      ),
    idOf: invoice => invoice.id,
    render: (invoice, company) => renderInvoice(company, invoice),
  });
}

export function listInvoiceLines(
  call: StripeCall,
  { id }: Readonly<Record<string, string>>,
): VendorResponse {
  call.parameters.allow(...PAGING);
  const found = id.startsWith('in_') ? call.objects.invoiceOf(id) : undefined;
  if (!found) throw noSuch('in', id);
  return answerList(call, {
    prefix: 'il',
    company: found.company,
    records: () => found.invoice.lines,
    idOf: line => line.id,
    render: line => renderInvoiceLine(found.company, found.invoice, line),
  });
}

export function listInvoicePayments(call: StripeCall): VendorResponse {
  const { parameters } = call;
  parameters.allow('invoice', 'status', 'created', ...PAGING);
  const id = parameters.text('invoice');
  const found = id === undefined ? undefined : call.objects.invoiceOf(id);
  if (id !== undefined && (!found || !id.startsWith('in_'))) {
    throw noSuch('in', id, 'invoice');
  }
  const status = parameters.text('status');
  const created = parameters.range('created');
  return answerList(call, {
    prefix: 'inpay',
    company: found?.company,
    records: company =>
      (found ? [found.invoice] : company.billing.invoices).filter(
        invoice =>
          invoice.attempts.length > 0 &&
          (status === undefined ||
            (invoice.status === 'paid' ? 'paid' : 'open') === status) &&
          (created?.(seconds(invoice.createdAt)) ?? true),
      ),
    idOf: invoice => call.objects.invoicePaymentId(invoice),
    render: (invoice, company) =>
      call.objects.renderInvoicePayment(company, invoice),
  });
}
