import {
  subscriptionMrr,
  sumByCurrency,
  type Money,
  type MrrPolicy,
} from '@customer-360/backstage-plugin-customer-360-common';
import type {
  StripeDiscount,
  StripeInvoice,
  StripeInvoiceLine,
  StripeSubscription,
} from '../api/wire';
import { toMoney } from '../records/toMoney';
import { isMetered } from './recurringPrice';
import {
  discountsOf,
  recurringSubscription,
  type PricedItem,
} from './recurringSubscription';
import type { StripeCatalog } from './StripeCatalog';
import { subscriptionStatus } from './subscriptionStatus';

export interface PastMrrInput {
  readonly subscriptions: readonly StripeSubscription[];
  readonly invoices: readonly StripeInvoice[];
  readonly customerDiscount?: StripeDiscount;
  readonly catalog: StripeCatalog;
  readonly policy: MrrPolicy;
}

interface BilledLine {
  readonly line: StripeInvoiceLine;
  readonly item: string;
  readonly proration: boolean;
  readonly status: string;
}

/**
 * The MRR of a past instant, rebuilt from what was billed for it.
 *
 * Per subscription that ran then: the invoice lines whose service period covers
 * the instant say which price and quantity each item had; of several, the one
 * that begins last counts, so that a proration line ("remaining time on 15
 * seats") replaces the line of the period it changes, and a credit without one
 * ("unused time") ends its item. The figure is then computed from price,
 * quantity and discounts by the same rule as today's, never from prorated
 * amounts.
 *
 * It is not known (undefined), for the whole customer, where
 *
 * - no line covers a subscription that ran: its invoices were not read, or it
 *   was not billed here then
 * - a covering line is on an invoice that was voided, written off or never
 *   finalised, or is unpaid while the subscription is not collected any more:
 *   whether it counted then is not on record
 * - an invoice has more lines than came with it
 * - a price or a discount of then is not known any more
 *
 * Before the customer's first subscription there is nothing to know either.
 */
export function pastMrr(input: PastMrrInput, at: Date): Money[] | undefined {
  const instant = at.toISOString();
  const begun = input.subscriptions.filter(
    subscription => subscription.start_date <= instant,
  );
  if (begun.length === 0) {
    return undefined;
  }
  const amounts: Money[] = begun.map(({ currency }) => ({
    amount: 0,
    currency,
  }));
  for (const subscription of begun) {
    if (ranWithoutTrial(subscription, instant)) {
      const mrr = pastSubscriptionMrr(input, subscription, at);
      if (!mrr) {
        return undefined;
      }
      amounts.push(mrr);
    }
  }
  return sumByCurrency(amounts);
}

function ranWithoutTrial(
  subscription: StripeSubscription,
  instant: string,
): boolean {
  const ended =
    subscription.ended_at !== undefined && subscription.ended_at <= instant;
  const onTrial =
    subscription.trial_end !== undefined &&
    instant < subscription.trial_end &&
    (subscription.trial_start ?? subscription.start_date) <= instant;
  // One whose first payment never came has not run at all.
  const neverBegan = subscription.status.startsWith('incomplete');
  return !ended && !onTrial && !neverBegan;
}

function pastSubscriptionMrr(
  input: PastMrrInput,
  subscription: StripeSubscription,
  at: Date,
): Money | undefined {
  const { catalog, customerDiscount, policy } = input;
  const terms = { subscription, customerDiscount, catalog };
  const covering = coveringLines(input.invoices, subscription, at);
  if (!covering || covering.length === 0) {
    return undefined;
  }
  const knownDiscounts = new Set(
    [
      ...discountsOf(terms),
      ...subscription.items.data.flatMap(({ discounts }) => discounts),
    ].map(discount => (typeof discount === 'string' ? discount : discount.id)),
  );
  const items: PricedItem[] = [];
  for (const { line, item, status } of latestPerItem(covering)) {
    const priceId = line.pricing?.price_details?.price;
    const price = priceId === undefined ? undefined : catalog.price(priceId);
    if (!price || line.discounts.some(id => !knownDiscounts.has(id))) {
      return undefined;
    }
    if (isMetered(price) || line.amount < 0) {
      continue;
    }
    if (!wasCounted(status, subscription)) {
      return undefined;
    }
    const current = subscription.items.data.find(({ id }) => id === item);
    items.push({
      id: item,
      price,
      quantity: line.quantity ?? undefined,
      discounts: current?.discounts ?? [],
    });
  }
  if (items.length === 0) {
    return { amount: 0, currency: subscription.currency };
  }
  const { mrr } = subscriptionMrr(
    {
      ...recurringSubscription(terms, 'active', items),
      collectionPaused: false,
      cancelAtPeriodEnd: false,
    },
    at,
    policy,
  );
  return mrr && toMoney(mrr.amount, mrr.currency);
}

/** Undefined where lines that may cover the instant were not given. */
function coveringLines(
  invoices: readonly StripeInvoice[],
  subscription: StripeSubscription,
  at: Date,
): BilledLine[] | undefined {
  const instant = at.toISOString();
  const found: BilledLine[] = [];
  for (const invoice of invoices) {
    if (
      invoice.parent?.subscription_details?.subscription !== subscription.id
    ) {
      continue;
    }
    const covering = invoice.lines.data.filter(
      ({ period }) => period.start <= instant && instant < period.end,
    );
    if (covering.length > 0 && invoice.lines.has_more) {
      return undefined;
    }
    for (const line of covering) {
      const details = line.parent?.subscription_item_details;
      if (details) {
        found.push({
          line,
          item: details.subscription_item,
          proration: details.proration,
          status: invoice.status ?? 'draft',
        });
      }
    }
  }
  return found;
}

/** Of each item the line that begins last; at the same time the charge. */
function latestPerItem(lines: readonly BilledLine[]): BilledLine[] {
  const latest = new Map<string, BilledLine>();
  for (const billed of lines) {
    const known = latest.get(billed.item);
    if (!known || replaces(billed, known)) {
      latest.set(billed.item, billed);
    }
  }
  return [...latest.values()];
}

function replaces(candidate: BilledLine, known: BilledLine): boolean {
  const { start } = candidate.line.period;
  if (start !== known.line.period.start) {
    return start > known.line.period.start;
  }
  return candidate.line.amount >= 0 && known.line.amount < 0;
}

function wasCounted(status: string, subscription: StripeSubscription): boolean {
  if (status === 'paid') {
    return true;
  }
  const collected = ['active', 'past_due', 'ended'].includes(
    subscriptionStatus(subscription.status) ?? '',
  );
  return status === 'open' && collected && !subscription.pause_collection;
}
