import type {
  Invoice,
  PaymentsData,
} from '@customer-360/backstage-plugin-customer-360-common';
import { createMessages } from '../messages/MessageRoom';

const invoiceStatus: Record<Invoice['status'], string> = {
  draft: 'Draft',
  open: 'Open',
  paid: 'Paid',
  uncollectible: 'Uncollectible',
  void: 'Void',
};

const paymentStatus: Record<
  PaymentsData['payments'][number]['status'],
  string
> = { succeeded: 'Succeeded', failed: 'Failed', pending: 'Pending' };

const refundStatus: Record<PaymentsData['refunds'][number]['status'], string> =
  {
    succeeded: 'Refunded',
    pending: 'Pending',
    failed: 'Failed',
    canceled: 'Cancelled',
  };

/** @internal */
export const billingMessages = createMessages('billing', {
  subscriptions: 'Subscriptions',
  invoices: 'Invoices',
  payments: 'Payments',
  retries: 'Retries',
  refunds: 'Refunds',
  credits: 'Credits',
  plan: 'Plan',
  status: 'Status',
  seats: 'Seats',
  monthly: 'A month',
  billed: 'Billed',
  started: 'Since',
  periodEnd: 'Period ends',
  discounts: 'Discounts',
  changes: 'Planned changes',
  notCounted: (why: string) => `not counted: ${why}`,
  every: (count: number, unit: string) =>
    count === 1 ? `every ${unit}` : `every ${count} ${unit}s`,
  percentOff: (percent: string) => `${percent} % off`,
  amountOff: (amount: string) => `${amount} off`,
  until: (day: string) => `until ${day}`,
  once: 'once',
  policy: (policy: string) => `MRR under the policy ${policy}.`,
  number: 'Number',
  created: 'Issued',
  due: 'Due',
  total: 'Total',
  remaining: 'To pay',
  attempts: 'Attempts',
  nextAttempt: 'Next attempt',
  lastFailure: 'Last failure',
  noNextAttempt: 'none planned',
  at: 'Date',
  amount: 'Amount',
  invoice: 'Invoice',
  refunded: 'Refunded',
  reason: 'Reason',
  overdueSince: (age: string) => `Overdue ${age}`,
  noRetries: 'No payment is being retried.',
  noRefunds: 'No refunds.',
  noPayments: 'No payments.',
  failing: 'A payment is failing.',
  notFailing: 'No payment is failing.',
  balance: 'Balance in the customer’s favour',
  noBalance: 'No balance.',
  transactions: 'Movements of the balance',
  creditNotes: 'Credit notes',
  description: 'What for',
  issued: 'Issued',
  void: 'Void',
  noOverdue: 'Nothing is overdue.',
  overdue: (amount: string, n: number) =>
    `${amount} overdue on ${n === 1 ? '1 invoice' : `${n} invoices`}.`,
  invoiceStatus,
  paymentStatus,
  refundStatus,
  unknown: '–',
});
