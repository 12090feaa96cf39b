import { ATTEMPTS_PER_INVOICE, CATALOGUE_INDEX } from '../world/ids.ts';
import { PRODUCTS } from '../world/products.ts';
import type {
  Company,
  Invoice,
  Subscription,
  SubscriptionItem,
  World,
} from '../world/types.ts';
import type { Expander } from './expand.ts';
import {
  renderBalanceTransaction,
  renderCreditNote,
} from './objects/credit.ts';
import { renderCustomer, renderDeletedCustomer } from './objects/customer.ts';
import type { StripeCustomer } from './objects/customer.ts';
import { renderCoupon, renderDiscount } from './objects/discount.ts';
import { renderInvoice } from './objects/invoice.ts';
import {
  renderCharge,
  renderInvoicePayment,
  renderPaymentIntent,
  renderRefund,
} from './objects/payment.ts';
import { renderPrice, renderProduct, renderTiers } from './objects/price.ts';
import { renderSchedule } from './objects/schedule.ts';
import { renderSubscription } from './objects/subscription.ts';
import type { StripeState } from './StripeState.ts';

/** Records of a list within another object. */
const INCLUDED = 10;

/** Finds an object by its id, with what callers changed laid over the world. */
export class StripeObjects implements Expander {
  readonly #world: World;
  readonly #state: StripeState;

  constructor(world: World, state: StripeState) {
    this.#world = world;
    this.#state = state;
  }

  /** The company behind an id with one of these prefixes. */
  companyOf(id: string, prefix?: string): Company | undefined {
    const place = this.#world.ids.stripePlace(id);
    if (!place || (prefix !== undefined && place.prefix !== prefix)) {
      return undefined;
    }
    return place.index < this.#world.size
      ? this.#world.company(place.index)
      : undefined;
  }

  customer(id: string): StripeCustomer | undefined {
    const company = this.companyOf(id, 'cus');
    if (!company) return undefined;
    const account = company.ids.stripe.indexOf(id);
    if (account < 0) {
      // A customer that left had an older record, which was deleted
      const { index, lifecycle } = company;
      return lifecycle === 'churned' &&
        this.#world.ids.stripe('cus', index, 1) === id
        ? renderDeletedCustomer(id)
        : undefined;
    }
    const change = this.#state.customerChange(id);
    return change?.deleted
      ? renderDeletedCustomer(id)
      : renderCustomer(
          company,
          account,
          this.#world.ids.invoicePrefix(company.index, account),
          this.#state.balance(company, account),
          change,
        );
  }

  renderSubscription(company: Company, subscription: Subscription): object {
    return renderSubscription(
      company,
      subscription,
      this.#state.metadataOf(subscription.id),
    );
  }

  renderInvoicePayment(company: Company, invoice: Invoice): object {
    return renderInvoicePayment(
      company,
      invoice,
      this.invoicePaymentId(invoice),
    );
  }

  invoicePaymentId(invoice: Invoice): string {
    const place = this.#world.ids.stripePlace(invoice.id);
    return place
      ? this.#world.ids.stripe('inpay', place.index, place.ordinal)
      : invoice.id.replace(/^in_/, 'inpay_');
  }

  /** An item that is or was sold at this price, newest first. */
  itemOfPrice(
    id: string,
  ): { company: Company; item: SubscriptionItem } | undefined {
    const company = this.companyOf(id, 'price');
    if (!company) return undefined;
    for (const { items, changes } of company.billing.subscriptions) {
      const item = [...items, ...changes.flatMap(change => change.before)].find(
        each => each.priceId === id,
      );
      if (item) return { company, item };
    }
    return undefined;
  }

  invoiceOf(id: string): { company: Company; invoice: Invoice } | undefined {
    const place = this.#world.ids.stripePlace(id);
    const company = this.companyOf(id);
    if (!place || !company) return undefined;
    const { invoices } = company.billing;
    let ordinal: number | undefined;
    if (place.prefix === 'in' || place.prefix === 'inpay') {
      ordinal = place.ordinal;
    } else if (place.prefix === 'ch' || place.prefix === 'pi') {
      ordinal = Math.floor(place.ordinal / ATTEMPTS_PER_INVOICE);
    }
    if (ordinal === undefined) return undefined;
    // Invoices are numbered from the oldest and listed from the newest
    const invoice = invoices[invoices.length - 1 - ordinal];
    return invoice && { company, invoice };
  }

  retrieve(id: string): object | undefined {
    const coupon = renderCoupon(id);
    if (coupon) return coupon;
    const place = this.#world.ids.stripePlace(id);
    if (!place) return undefined;
    if (place.prefix === 'prod') {
      return place.index === CATALOGUE_INDEX && PRODUCTS[place.ordinal]
        ? renderProduct(id, PRODUCTS[place.ordinal].name)
        : undefined;
    }
    const company = this.companyOf(id);
    if (!company) return undefined;
    switch (place.prefix) {
      case 'cus':
        return this.customer(id);
      case 'sub': {
        const found = company.billing.subscriptions.find(
          each => each.id === id,
        );
        return found && this.renderSubscription(company, found);
      }
      case 'price': {
        const found = this.itemOfPrice(id);
        return found && renderPrice(found.item, found.company.currency);
      }
      case 'di':
        return company.billing.subscriptions
          .map(renderDiscount)
          .find(each => each?.id === id);
      case 'sub_sched':
        return company.billing.subscriptions
          .map(each => renderSchedule(company, each))
          .find(each => each?.id === id);
      case 'cn': {
        const note = company.billing.creditNotes.find(each => each.id === id);
        return note && this.renderCreditNote(company, note);
      }
      case 'cbtxn': {
        const entry = company.ids.stripe
          .flatMap((_, at) => this.#state.balanceEntries(company, at))
          .find(each => each.id === id);
        return entry && renderBalanceTransaction(company, entry);
      }
      case 're':
        return company.billing.invoices
          .flatMap(invoice =>
            invoice.refunds.map(refund => ({ invoice, refund })),
          )
          .filter(({ refund }) => refund.id === id)
          .map(({ invoice, refund }) =>
            renderRefund(company, invoice, refund),
          )[0];
      default:
        return this.#retrieveOfInvoice(id, place.prefix);
    }
  }

  #retrieveOfInvoice(id: string, prefix: string): object | undefined {
    const found = this.invoiceOf(id);
    if (!found) return undefined;
    const { company, invoice } = found;
    if (prefix === 'in') return renderInvoice(company, invoice);
    const attempt = invoice.attempts.find(
      each => each.chargeId === id || each.id === id,
    );
    if (prefix === 'ch' && attempt)
      return renderCharge(company, invoice, attempt);
    if (prefix === 'pi' && attempt)
      return renderPaymentIntent(company, invoice);
    return prefix === 'inpay' && invoice.attempts.length > 0
      ? this.renderInvoicePayment(company, invoice)
      : undefined;
  }

  renderCreditNote(
    company: Company,
    note: Company['billing']['creditNotes'][number],
  ): object {
    const entry = this.#state
      .balanceEntries(company, 0)
      .find(each => each.creditNoteId === note.id);
    return renderCreditNote(company, note, entry?.id ?? null);
  }

  include(object: { [name: string]: unknown }, field: string): unknown {
    const id = String(object.id);
    if (object.object === 'price' && field === 'tiers') {
      const found = this.itemOfPrice(id);
      return found?.item.tiers ? renderTiers(found.item) : undefined;
    }
    if (object.object === 'customer' && field === 'subscriptions') {
      return this.#runningOf(id);
    }
    const found = this.invoiceOf(id);
    if (!found) return undefined;
    const { company, invoice } = found;
    if (object.object === 'invoice' && field === 'payments') {
      const payments =
        invoice.attempts.length > 0
          ? [this.renderInvoicePayment(company, invoice)]
          : [];
      return {
        object: 'list',
        data: payments,
        has_more: false,
        url: `/v1/invoice_payments?invoice=${id}`,
      };
    }
    if (object.object === 'charge' && field === 'refunds') {
      return {
        object: 'list',
        data: invoice.refunds
          .filter(refund => refund.chargeId === id)
          .map(refund => renderRefund(company, invoice, refund)),
        has_more: false,
        url: `/v1/charges/${id}/refunds`,
      };
    }
    return undefined;
  }

  /** What a customer has that is not over, the newest first; ten at most. */
  #runningOf(customer: string): object | undefined {
    const company = this.companyOf(customer, 'cus');
    if (!company) return undefined;
    const running = company.billing.subscriptions
      .filter(
        each => each.stripeCustomer === customer && each.status !== 'canceled',
      )
      .sort((a, b) => b.startedAt.localeCompare(a.startedAt));
    return {
      object: 'list',
      data: running
        .slice(0, INCLUDED)
        .map(each => this.renderSubscription(company, each)),
      has_more: running.length > INCLUDED,
      url: `/v1/customers/${customer}/subscriptions`,
    };
  }
}
