import type { Invoice } from '@customer-360/backstage-plugin-customer-360-common';
import type { StripeInvoice } from '../api/wire';
import type { Gaps } from '../records/Gaps';
import type { StripeFacetContext } from '../records/StripeFacetContext';
import { toMoney } from '../records/toMoney';

const STATUSES: Readonly<Record<string, Invoice['status']>> = {
  draft: 'draft',
  open: 'open',
  paid: 'paid',
  uncollectible: 'uncollectible',
  void: 'void',
};

/** One invoice; undefined, and a gap, for a status that is not known here. */
export function invoiceRecord(
  { source, links }: Pick<StripeFacetContext, 'source' | 'links'>,
  invoice: StripeInvoice,
  gaps: Gaps,
): Invoice | undefined {
  const status = Object.hasOwn(STATUSES, invoice.status ?? '')
    ? STATUSES[invoice.status ?? '']
    : undefined;
  if (!status) {
    gaps.add('An invoice with a status that is not known here');
    return undefined;
  }
  const money = (amount: number) => toMoney(amount, invoice.currency);
  return {
    source,
    id: invoice.id,
    url: links.invoice({ id: invoice.id }),
    number: invoice.number,
    status,
    total: money(invoice.total),
    paid: money(invoice.amount_paid),
    remaining: money(invoice.amount_remaining),
    createdAt: invoice.created,
    dueAt: expectedAt(invoice),
    paidAt: invoice.status_transitions.paid_at,
    attempts: invoice.attempt_count,
    nextAttemptAt: invoice.next_payment_attempt,
    subscriptionId:
      invoice.parent?.subscription_details?.subscription ?? undefined,
  };
}

/**
 * An invoice that is sent has a due date. One that is charged automatically has
 * none: it is due when it was first tried, which follows its finalisation.
 */
function expectedAt(invoice: StripeInvoice): string | undefined {
  if (invoice.due_date) {
    return invoice.due_date;
  }
  return invoice.collection_method === 'charge_automatically' &&
    invoice.attempted
    ? invoice.status_transitions.finalized_at ?? invoice.created
    : undefined;
}
