import {
  MAX_RECORDS,
  toShortText,
  type PaymentsData,
  newestFirst,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { FacetReader } from '@customer-360/backstage-plugin-customer-360-node';
import type { StripeAccountReader } from '../api/StripeAccountReader';
import type { StripeCharge, StripeInvoice, StripeRefund } from '../api/wire';
import { Gaps } from '../records/Gaps';
import type { StripeFacetContext } from '../records/StripeFacetContext';
import { toMoney } from '../records/toMoney';
import { failureCode } from './failureCode';

type Payment = PaymentsData['payments'][number];
type Retry = PaymentsData['retries'][number];
type Refund = PaymentsData['refunds'][number];

/** Refunds cost a call per charge, reasons one per invoice. */
const MAX_REFUNDED_CHARGES = 20;
const MAX_RETRIES_EXPLAINED = 10;

const PAYMENT_STATUSES: Readonly<Record<string, Payment['status']>> = {
  succeeded: 'succeeded',
  failed: 'failed',
  pending: 'pending',
};

const REFUND_STATUSES: Readonly<Record<string, Refund['status']>> = {
  succeeded: 'succeeded',
  failed: 'failed',
  pending: 'pending',
  requires_action: 'pending',
  canceled: 'canceled',
};

/** Attempts to collect, failures, retries and refunds. */
export function paymentsFacet(
  facet: StripeFacetContext,
): FacetReader<PaymentsData> {
  return {
    async read(account, context) {
      const reader = facet.reader(account, context);
      const gaps = new Gaps();
      const [, charges, invoices, open] = await Promise.all([
        reader.customer(),
        reader.charges(),
        reader.invoices(),
        reader.openInvoices(),
      ]);
      gaps.addDrift([...charges.drift, ...open.drift]);
      const [retries, refunds] = await Promise.all([
        readRetries(facet, reader, open.items, gaps),
        readRefunds(facet, reader, charges.items, gaps),
      ]);
      const invoiceOf = invoicesByPayment(invoices.items);
      return {
        truncated: charges.truncated,
        missing: gaps.missing,
        data: {
          payments: charges.items.flatMap(charge => {
            const status = PAYMENT_STATUSES[charge.status];
            if (!status) {
              gaps.add('A payment with a status that is not known here');
              return [];
            }
            const invoice = invoiceOf.get(charge.payment_intent ?? charge.id);
            return [paymentRecord(facet, charge, status, invoice)];
          }),
          retries,
          refunds,
        },
      };
    },
  };
}

/** Since 2025-03-31 a charge does not name its invoice; its payments do. */
function invoicesByPayment(
  invoices: readonly StripeInvoice[],
): Map<string, StripeInvoice> {
  const found = new Map<string, StripeInvoice>();
  for (const invoice of invoices) {
    for (const { payment } of invoice.payments?.data ?? []) {
      const id = payment.payment_intent ?? payment.charge;
      if (id) {
        found.set(id, invoice);
      }
    }
  }
  return found;
}

function paymentRecord(
  { source, links }: StripeFacetContext,
  charge: StripeCharge,
  status: Payment['status'],
  invoice: StripeInvoice | undefined,
): Payment {
  return {
    source,
    id: charge.id,
    url: links.payment({ id: charge.payment_intent ?? charge.id }),
    at: charge.created,
    amount: toMoney(charge.amount, charge.currency),
    status,
    failure:
      status === 'failed'
        ? failureCode(charge.outcome?.reason, charge.failure_code)
        : undefined,
    invoiceId: invoice?.id,
    invoiceNumber: invoice?.number,
    refunded:
      charge.amount_refunded > 0
        ? toMoney(charge.amount_refunded, charge.currency)
        : undefined,
  };
}

/** Open invoices that an attempt was made for. */
async function readRetries(
  { source, links }: StripeFacetContext,
  reader: StripeAccountReader,
  open: readonly StripeInvoice[],
  gaps: Gaps,
): Promise<Retry[]> {
  const failing = open.filter(
    invoice =>
      invoice.status === 'open' &&
      invoice.attempt_count > 0 &&
      invoice.amount_remaining > 0,
  );
  if (failing.length > MAX_RETRIES_EXPLAINED) {
    gaps.add('Not every failed attempt is explained: there are too many');
  }
  return Promise.all(
    failing.map(async (invoice, index): Promise<Retry> => {
      const reason =
        index < MAX_RETRIES_EXPLAINED
          ? await gaps.attempt(
              'Why some payments failed could not be read',
              lastFailure(reader, invoice.id),
            )
          : undefined;
      return {
        source,
        id: invoice.id,
        url: links.invoice({ id: invoice.id }),
        invoiceNumber: invoice.number,
        remaining: toMoney(invoice.amount_remaining, invoice.currency),
        attempts: invoice.attempt_count,
        lastFailure: reason,
        nextAttemptAt: invoice.next_payment_attempt,
      };
    }),
  );
}

async function lastFailure(
  reader: StripeAccountReader,
  invoice: string,
): Promise<string | undefined> {
  const { items } = await reader.paymentsOf(invoice);
  const newest = [...items].sort(newestFirst(({ created }) => created));
  for (const { payment } of newest) {
    const intent = payment.payment_intent;
    const error =
      intent && typeof intent !== 'string'
        ? intent.last_payment_error
        : undefined;
    const code = failureCode(error?.decline_code, error?.code);
    if (code) {
      return code;
    }
  }
  return undefined;
}

async function readRefunds(
  { source, links }: StripeFacetContext,
  reader: StripeAccountReader,
  charges: readonly StripeCharge[],
  gaps: Gaps,
): Promise<Refund[]> {
  const refunded = charges.filter(charge => charge.amount_refunded > 0);
  if (refunded.length > MAX_REFUNDED_CHARGES) {
    gaps.add('Only the refunds of the newest refunded payments are listed');
  }
  const lists = await Promise.all(
    refunded
      .slice(0, MAX_REFUNDED_CHARGES)
      .map(({ id }) =>
        gaps.attempt('Some refunds could not be read', reader.refundsOf(id)),
      ),
  );
  return lists
    .flatMap(list => list?.items ?? [])
    .flatMap((refund: StripeRefund): Refund[] => {
      const status = REFUND_STATUSES[refund.status ?? ''];
      if (!status) {
        gaps.add('A refund with a status that is not known here');
        return [];
      }
      return [
        {
          source,
          id: refund.id,
          url:
            refund.charge === null
              ? undefined
              : links.payment({ id: refund.charge }),
          at: refund.created,
          amount: toMoney(refund.amount, refund.currency),
          status,
          reason: refund.reason && toShortText(refund.reason),
          paymentId: refund.charge ?? undefined,
        },
      ];
    })
    .sort(newestFirst(({ at }) => at))
    .slice(0, MAX_RECORDS);
}
