import type { VendorResponse } from '../../server/types.ts';
import { ATTEMPTS_PER_INVOICE } from '../../world/ids.ts';
import type { Company, Invoice } from '../../world/types.ts';
import { previousAttributes } from '../previousAttributes.ts';
import { invalid, noSuch } from '../StripeFault.ts';
import type { StripeCall } from './StripeCall.ts';
import { answer } from './StripeCall.ts';

const REFUSED: Readonly<Partial<Record<Invoice['status'], string>>> = {
  paid: 'Invoice is already paid',
  void: 'You cannot pay an invoice that is void.',
  draft: 'You cannot pay a draft invoice here: finalize it first.',
};

/** `POST /v1/invoices/{id}/pay`: collects what is open, outside the schedule. */
export function payInvoice(
  call: StripeCall,
  { id }: Readonly<Record<string, string>>,
): VendorResponse {
  call.parameters.allow(
    'forgive',
    'off_session',
    'paid_out_of_band',
    'payment_method',
    'source',
  );
  const found = id.startsWith('in_') ? call.objects.invoiceOf(id) : undefined;
  if (!found) throw noSuch('in', id);
  const refused = REFUSED[found.invoice.status];
  if (refused !== undefined) throw invalid(refused, 'invoice');
  const outOfBand = call.parameters.boolean('paid_out_of_band') ?? false;
  return call.once(() => {
    const { company, invoice } = found;
    const customer = call.objects.customer(invoice.stripeCustomer) ?? {};
    const before = call.objects.retrieve(id) ?? {};
    call.state.changeInvoice(
      company.index,
      paidInvoice(call, company, invoice, outOfBand),
    );
    const object = call.objects.retrieve(id) ?? {};
    call.events.add({
      type: 'invoice.updated',
      object,
      previous: previousAttributes(before, object),
    });
    call.events.add({ type: 'invoice.paid', object });
    if (!outOfBand) {
      call.events.add({ type: 'invoice.payment_succeeded', object });
    }
    recover(call, company.index, invoice, customer);
    return answer(call, object);
  });
}

function paidInvoice(
  call: StripeCall,
  company: Company,
  invoice: Invoice,
  outOfBand: boolean,
): Invoice {
  const at = call.now.toISOString();
  const ordinal = call.world.ids.stripePlace(invoice.id)?.ordinal ?? 0;
  const place = ordinal * ATTEMPTS_PER_INVOICE;
  const try_ = Math.min(invoice.attempts.length, ATTEMPTS_PER_INVOICE - 1);
  return {
    ...invoice,
    status: 'paid',
    paidAt: at,
    amountPaid: Math.max(0, invoice.total - invoice.creditNoted),
    amountRemaining: 0,
    nextAttemptAt: undefined,
    attempts: outOfBand
      ? invoice.attempts
      : [
          ...invoice.attempts,
          {
            id: call.world.ids.stripe('pi', company.index, place),
            chargeId: call.world.ids.stripe('ch', company.index, place + try_),
            at,
            outcome: 'succeeded',
          },
        ],
  };
}

/** A subscription that was behind is active again once nothing of it is open. */
function recover(
  call: StripeCall,
  index: number,
  { subscriptionId, stripeCustomer }: Invoice,
  customer: object,
): void {
  const company = call.world.company(index);
  const { subscriptions, invoices } = company.billing;
  const subscription = subscriptions.find(each => each.id === subscriptionId);
  if (
    !subscription ||
    !['past_due', 'unpaid'].includes(subscription.status) ||
    invoices.some(
      each => each.subscriptionId === subscriptionId && each.status === 'open',
    )
  ) {
    return;
  }
  call.state.changeSubscription(index, { ...subscription, status: 'active' });
  call.events.add({
    type: 'customer.subscription.updated',
    object: call.objects.retrieve(subscription.id) ?? {},
    previous: { status: subscription.status },
  });
  const after = call.objects.customer(stripeCustomer) ?? {};
  const previous = previousAttributes(customer, after);
  if (Object.keys(previous).length > 0) {
    call.events.add({
      type: 'customer.updated',
      object: after,
      previous,
    });
  }
}
