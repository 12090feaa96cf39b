import type { Blueprint, OneOffInvoice } from './Blueprint.ts';
import type { Ids } from './ids.ts';
import { ATTEMPTS_PER_INVOICE, LINES_PER_INVOICE } from './ids.ts';
import type { Random } from './random.ts';
import { createRandom } from './random.ts';
import type { BuiltSubscription } from './subscriptions.ts';
import { itemAmount, tieredAmount } from './subscriptions.ts';
import { addMonths, DAY, HOUR, iso } from './time.ts';
import type { Invoice, SubscriptionItem } from './types.ts';

type Line = Invoice['lines'][number];
type Attempt = Invoice['attempts'][number];

/** An invoice before it is known how it was paid, and before it has its ordinal. */
interface Bill {
  readonly at: number;
  readonly account: 0 | 1;
  readonly subscription?: BuiltSubscription;
  readonly reason: Invoice['reason'];
  readonly periodStart: number;
  readonly periodEnd: number;
  readonly lines: readonly Omit<Line, 'id'>[];
  readonly oneOff?: OneOffInvoice;
  /** 1 is the newest of its subscription. */
  readonly fromNewest: number;
}

const DECLINES = [
  'insufficient_funds',
  'do_not_honor',
  'expired_card',
  'generic_decline',
];
/** How long after the invoice the processor tries again. */
const RETRY_DAYS = [0, 3, 8, 15, 22];
const MONTHS_OF_HISTORY = 25;

/** Every invoice of a company, newest first. */
export function makeInvoices(
  seed: number,
  ids: Ids,
  company: Blueprint,
  built: readonly BuiltSubscription[],
  today: number,
): readonly Invoice[] {
  const bills = [
    ...built.flatMap(each => subscriptionBills(each, today)),
    ...company.billing.oneOffs.map(each => oneOffBill(each, today)),
    ...topUpBills(company, today),
  ].sort((a, b) => a.at - b.at);
  const random = createRandom(seed, 'invoices', company.index);
  const counters = [0, 0];
  return bills
    .map((bill, ordinal) => {
      counters[bill.account] += 1;
      return settle(
        ids,
        company,
        bill,
        ordinal,
        counters[bill.account],
        random,
        today,
      );
    })
    .reverse();
}

function subscriptionBills(built: BuiltSubscription, today: number): Bill[] {
  const { plan, subscription, phases, anchor, monthsPerPeriod } = built;
  if (plan.status === 'trialing') return [];
  const until = subscription.endedAt ? Date.parse(subscription.endedAt) : today;
  const oldest = addMonths(today, -MONTHS_OF_HISTORY - 1);
  const bills: Bill[] = [];
  for (let period = 0; ; period++) {
    const from = addMonths(anchor, period * monthsPerPeriod);
    if (from >= until) break;
    if (from < oldest) continue;
    const to = addMonths(anchor, (period + 1) * monthsPerPeriod);
    const before = addMonths(anchor, (period - 1) * monthsPerPeriod);
    const regular = itemsAt(built, from).map(item =>
      regularLine(built, item, from, to),
    );
    // A monthly customer's change within the last period is settled now,
    // a yearly one's at once, on an invoice of its own
    const late =
      monthsPerPeriod === 1 && period > 0
        ? phases
            .filter(phase => phase.from > before && phase.from <= from)
            .flatMap(phase => prorations(built, phase.from, before, from))
        : [];
    bills.push({
      at: from,
      account: plan.account,
      subscription: built,
      reason: period === 0 ? 'subscription_create' : 'subscription_cycle',
      periodStart: from,
      periodEnd: to,
      lines: [...late, ...regular],
      fromNewest: 0,
    });
    if (monthsPerPeriod === 12) {
      for (const phase of phases.slice(1)) {
        if (phase.from > from && phase.from < Math.min(to, until)) {
          bills.push({
            at: phase.from,
            account: plan.account,
            subscription: built,
            reason: 'subscription_update',
            periodStart: phase.from,
            periodEnd: to,
            lines: prorations(built, phase.from, from, to),
            fromNewest: 0,
          });
        }
      }
    }
  }
  return bills.map((bill, at) => ({ ...bill, fromNewest: bills.length - at }));
}

function itemsAt(
  built: BuiltSubscription,
  at: number,
): readonly SubscriptionItem[] {
  const { phases } = built;
  let items = phases[0].items;
  for (const phase of phases) if (phase.from <= at) items = phase.items;
  return items;
}

function regularLine(
  built: BuiltSubscription,
  item: SubscriptionItem,
  from: number,
  to: number,
): Omit<Line, 'id'> {
  const amount = item.tiers
    ? tieredAmount(item.tiers, item.quantity)
    : itemAmount(item);
  return {
    description: `${item.quantity} × ${item.productName}`,
    amount,
    discount: discountOn(built, amount, from),
    quantity: item.quantity,
    priceId: item.priceId,
    productId: item.productId,
    subscriptionItemId: item.id,
    periodStart: iso(from),
    periodEnd: iso(to),
    proration: false,
  };
}

/** A credit for what was paid and not used, and a charge for what took its place. */
function prorations(
  built: BuiltSubscription,
  at: number,
  from: number,
  to: number,
): Omit<Line, 'id'>[] {
  const share = (to - at) / (to - from);
  const before = itemsAt(built, at - 1);
  const after = itemsAt(built, at);
  const line = (item: SubscriptionItem, sign: 1 | -1): Omit<Line, 'id'> => {
    const amount = sign * Math.round(itemAmount(item) * share);
    return {
      description: `${sign < 0 ? 'Unused time on' : 'Remaining time on'} ${
        item.quantity
      } × ${item.productName}`,
      amount,
      discount: discountOn(built, amount, at),
      quantity: item.quantity,
      priceId: item.priceId,
      productId: item.productId,
      subscriptionItemId: item.id,
      periodStart: iso(at),
      periodEnd: iso(to),
      proration: true,
    };
  };
  const changed = (
    item: SubscriptionItem,
    others: readonly SubscriptionItem[],
  ) =>
    !others.some(
      other =>
        other.priceId === item.priceId && other.quantity === item.quantity,
    );
  return [
    ...before.filter(item => changed(item, after)).map(item => line(item, -1)),
    ...after.filter(item => changed(item, before)).map(item => line(item, 1)),
  ];
}

function discountOn(
  built: BuiltSubscription,
  amount: number,
  at: number,
): number {
  const { discount } = built.subscription;
  if (!discount || Date.parse(discount.start) > at) return 0;
  if (discount.end && Date.parse(discount.end) <= at) return 0;
  return Math.round((amount * discount.percentOff) / 100);
}

function oneOffBill(oneOff: OneOffInvoice, today: number): Bill {
  const at = today - oneOff.daysAgo * DAY + 11 * HOUR;
  return {
    at,
    account: 0,
    reason: 'manual',
    periodStart: at,
    periodEnd: at,
    lines: [
      {
        description: oneOff.description,
        amount: oneOff.amount,
        discount: 0,
        quantity: 1,
        periodStart: iso(at),
        periodEnd: iso(at),
        proration: false,
      },
    ],
    oneOff,
    fromNewest: 1,
  };
}

function topUpBills(company: Blueprint, today: number): Bill[] {
  const { topUps } = company.billing;
  if (!topUps) return [];
  const born = today - company.createdDaysAgo * DAY;
  const step = (today - DAY - born) / topUps.count;
  return Array.from({ length: topUps.count }, (_, at) =>
    oneOffBill(
      {
        daysAgo: (today - born - at * step) / DAY,
        description: 'Route credits, top-up',
        amount: topUps.amount,
      },
      today,
    ),
  );
}

/** Decides how an invoice was paid. */
function settle(
  ids: Ids,
  company: Blueprint,
  bill: Bill,
  ordinal: number,
  counter: number,
  random: Random,
  today: number,
): Invoice {
  const { subscription } = bill;
  const total = bill.lines.reduce(
    (sum, line) => sum + line.amount - line.discount,
    0,
  );
  const byInvoice = subscription?.plan.collection === 'send_invoice';
  const dueAt = byInvoice ? bill.at + 30 * DAY : undefined;
  const unpaid =
    bill.oneOff?.failedDaysAgo !== undefined ||
    bill.fromNewest <= (subscription?.plan.unpaid ?? 0) ||
    (dueAt !== undefined && dueAt - 6 * DAY > today);
  const attempt = (
    at: number,
    position: number,
    declineCode?: string,
  ): Attempt => ({
    id: ids.stripe('pi', company.index, ordinal * ATTEMPTS_PER_INVOICE),
    chargeId: ids.stripe(
      'ch',
      company.index,
      ordinal * ATTEMPTS_PER_INVOICE + position,
    ),
    at: iso(at),
    outcome: declineCode ? 'failed' : 'succeeded',
    declineCode,
  });

  const attempts: Attempt[] = [];
  let paidAt: number | undefined;
  let nextAttemptAt: number | undefined;
  if (total <= 0) {
    paidAt = bill.at;
  } else if (unpaid) {
    if (bill.oneOff?.failedDaysAgo) {
      const code = bill.oneOff.declineCode ?? 'generic_decline';
      for (const [position, daysAgo] of bill.oneOff.failedDaysAgo.entries()) {
        attempts.push(
          attempt(today - daysAgo * DAY + 12 * HOUR, position, code),
        );
      }
      if (bill.oneOff.nextAttemptInDays !== undefined) {
        nextAttemptAt = today + bill.oneOff.nextAttemptInDays * DAY + 12 * HOUR;
      }
    } else if (!byInvoice) {
      const code = DECLINES[(company.index + counter) % DECLINES.length];
      for (const [position, days] of RETRY_DAYS.entries()) {
        const at = bill.at + days * DAY + HOUR;
        if (at < today) attempts.push(attempt(at, position, code));
        else nextAttemptAt ??= Math.max(at, today + DAY + 8 * HOUR);
      }
    }
  } else {
    paidAt = bill.at + HOUR;
    if (byInvoice && dueAt !== undefined) {
      paidAt = Math.min(dueAt - random.int(1, 6) * DAY, today - HOUR);
    } else if (
      random.chance(company.billing.retried) &&
      bill.at < today - 5 * DAY
    ) {
      attempts.push(attempt(bill.at + HOUR, 0, random.pick(DECLINES)));
      paidAt = bill.at + 3 * DAY + HOUR;
    }
    attempts.push(attempt(paidAt, attempts.length));
  }
  const paid = paidAt !== undefined;
  const amountDue = Math.max(0, total);
  return {
    id: ids.stripe('in', company.index, ordinal),
    stripeCustomer: ids.stripe('cus', company.index, bill.account),
    number: `${ids.invoicePrefix(company.index, bill.account)}-${String(
      counter,
    ).padStart(4, '0')}`,
    subscriptionId: subscription?.subscription.id,
    reason: bill.reason,
    status: invoiceStatus(paid, subscription, bill, nextAttemptAt),
    createdAt: iso(bill.at),
    dueAt: dueAt === undefined ? undefined : iso(dueAt),
    paidAt: paidAt === undefined ? undefined : iso(paidAt),
    periodStart: iso(bill.periodStart),
    periodEnd: iso(bill.periodEnd),
    total,
    creditNoted: 0,
    amountPaid: paid ? amountDue : 0,
    amountRemaining: paid ? 0 : amountDue,
    lines: bill.lines.map((line, position) => ({
      ...line,
      id: ids.stripe(
        'il',
        company.index,
        ordinal * LINES_PER_INVOICE + position,
      ),
    })),
    attempts,
    nextAttemptAt: nextAttemptAt === undefined ? undefined : iso(nextAttemptAt),
    refunds: [],
  };
}

function invoiceStatus(
  paid: boolean,
  subscription: BuiltSubscription | undefined,
  bill: Bill,
  nextAttemptAt: number | undefined,
): Invoice['status'] {
  if (paid) return 'paid';
  const given =
    subscription &&
    ['canceled', 'unpaid'].includes(subscription.plan.status) &&
    bill.fromNewest > 1 &&
    nextAttemptAt === undefined;
  return given ? 'uncollectible' : 'open';
}
