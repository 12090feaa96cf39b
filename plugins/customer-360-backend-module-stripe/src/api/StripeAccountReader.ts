import { MAX_RECORDS } from '@customer-360/backstage-plugin-customer-360-common';
import {
  paginate,
  SourceError,
  toSourceError,
  type Paginated,
  type SourceContext,
} from '@customer-360/backstage-plugin-customer-360-node';
import type Stripe from 'stripe';
import { z } from 'zod';
import { validate } from './drift';
import { listOf } from './fields';
import {
  balanceTransactionSchema,
  chargeSchema,
  couponSchema,
  creditNoteSchema,
  customerSchema,
  invoicePaymentSchema,
  invoiceSchema,
  priceSchema,
  refundSchema,
  scheduleSchema,
  subscriptionItemSchema,
  subscriptionSchema,
  type StripeCustomer,
  type StripeSubscription,
} from './wire';

/** What one page call needs of the SDK's list parameters. */
interface PageParams {
  limit: number;
  starting_after?: string;
}

/** A whole list, with what could not be read of it. */
export interface StripeList<T> extends Paginated<T> {
  readonly drift: string[];
}

/** Where a Stripe customer says whose it is. */
export interface StripeOwner {
  /** Key of the metadata. */
  readonly key: string;
  /** What stands there on this customer's; nothing is no contradiction. */
  readonly names: readonly string[];
}

/** Stripe gives at most a hundred records at once. */
const PAGE_SIZE = 100;

/**
 * Reads the objects of one Stripe customer, each once per view, validated and
 * checked to be this customer's.
 */
export class StripeAccountReader {
  readonly #stripe: Stripe;
  readonly #customer: string;
  readonly #context: SourceContext;
  readonly #owner?: StripeOwner;

  constructor(
    stripe: Stripe,
    customer: string,
    context: SourceContext,
    owner?: StripeOwner,
  ) {
    this.#stripe = stripe;
    this.#customer = customer;
    this.#context = context;
    this.#owner = owner;
  }

  /**
   * @throws SourceError `not_found` when the customer was deleted: Stripe still
   *   answers for it, with nothing but the id; `identity_mismatch` where its
   *   metadata names somebody else
   */
  customer(): Promise<{ customer: StripeCustomer; drift: string[] }> {
    return this.#once('customer', async () => {
      const { data, drift } = await this.#object(
        () => this.#stripe.customers.retrieve(this.#customer),
        customerSchema,
      );
      if (data.id !== this.#customer) {
        throw new SourceError('identity_mismatch');
      }
      if (data.deleted) {
        throw new SourceError('not_found');
      }
      if (!this.#isOurs(data)) {
        throw new SourceError('identity_mismatch');
      }
      return { customer: data, drift };
    });
  }

  /** All of them, also what ended: earlier months need them. */
  subscriptions() {
    return this.#once('subscriptions', async () => {
      const list = await this.#listOfCustomer(subscriptionSchema, page =>
        this.#stripe.subscriptions.list({
          ...page,
          customer: this.#customer,
          status: 'all',
          expand: ['data.discounts.source.coupon', 'data.items.data.discounts'],
        }),
      );
      const items = await Promise.all(
        list.items.map(subscription => this.#withAllItems(subscription)),
      );
      return { ...list, items };
    });
  }

  /** The items inside a subscription are a list of their own, and may be cut. */
  async #withAllItems(
    subscription: StripeSubscription,
  ): Promise<StripeSubscription> {
    if (!subscription.items.has_more) {
      return subscription;
    }
    const { items, truncated } = await this.#list(
      subscriptionItemSchema,
      page =>
        this.#stripe.subscriptionItems.list({
          ...page,
          subscription: subscription.id,
          expand: ['data.discounts'],
        }),
    );
    return { ...subscription, items: { data: items, has_more: truncated } };
  }

  schedules() {
    return this.#once('schedules', () =>
      this.#listOfCustomer(scheduleSchema, page =>
        this.#stripe.subscriptionSchedules.list({
          ...page,
          customer: this.#customer,
        }),
      ),
    );
  }

  /** Newest first. */
  invoices() {
    return this.#once('invoices', () =>
      this.#listOfCustomer(invoiceSchema, page => this.#invoicePage(page)),
    );
  }

  /**
   * Every open one. Where all invoices were read they are among them; one
   * answer for both means that no invoice is open here and paid there.
   */
  openInvoices() {
    return this.#once('invoices.open', async () => {
      const all = await this.invoices();
      return all.truncated
        ? this.#listOfCustomer(invoiceSchema, page =>
            this.#invoicePage(page, 'open'),
          )
        : {
            ...all,
            items: all.items.filter(({ status }) => status === 'open'),
          };
    });
  }

  /** One page of invoices, newest first, for a drill-down. */
  async invoicePage(limit: number, after: string | undefined) {
    const { data, drift } = await this.#object(
      () =>
        this.#invoicePage({
          limit: Math.min(limit, PAGE_SIZE),
          starting_after: after,
        }),
      listOf(invoiceSchema),
    );
    this.#checkIdentity(data.data);
    return {
      items: data.data,
      next: data.has_more ? data.data.at(-1)?.id : undefined,
      drift,
    };
  }

  /** Newest first. */
  charges() {
    return this.#once('charges', () =>
      this.#listOfCustomer(chargeSchema, page =>
        this.#stripe.charges.list({ ...page, customer: this.#customer }),
      ),
    );
  }

  /** Stripe cannot list refunds by customer, only by charge. */
  refundsOf(charge: string) {
    return this.#once(`refunds:${charge}`, async () => {
      const list = await this.#list(refundSchema, page =>
        this.#stripe.refunds.list({ ...page, charge }),
      );
      if (list.items.some(refund => refund.charge !== charge)) {
        throw new SourceError('identity_mismatch');
      }
      return list;
    });
  }

  /** Attempts to pay one invoice, with why they failed. */
  paymentsOf(invoice: string) {
    return this.#once(`payments:${invoice}`, async () => {
      const list = await this.#list(invoicePaymentSchema, page =>
        this.#stripe.invoicePayments.list({
          ...page,
          invoice,
          expand: ['data.payment.payment_intent'],
        }),
      );
      if (list.items.some(payment => payment.invoice !== invoice)) {
        throw new SourceError('identity_mismatch');
      }
      return list;
    });
  }

  balanceTransactions() {
    return this.#once('balance', () =>
      this.#listOfCustomer(balanceTransactionSchema, page =>
        this.#stripe.customers.listBalanceTransactions(this.#customer, page),
      ),
    );
  }

  creditNotes() {
    return this.#once('creditNotes', () =>
      this.#listOfCustomer(creditNoteSchema, page =>
        this.#stripe.creditNotes.list({ ...page, customer: this.#customer }),
      ),
    );
  }

  /** With its tiers and its product, which lists cannot be asked for. */
  price(id: string) {
    return this.#context.once(`stripe:price:${id}`, async () => {
      const { data } = await this.#object(
        () =>
          this.#stripe.prices.retrieve(id, { expand: ['tiers', 'product'] }),
        priceSchema,
      );
      return data;
    });
  }

  /** With the products it is limited to, which lists cannot be asked for. */
  coupon(id: string) {
    return this.#context.once(`stripe:coupon:${id}`, async () => {
      const { data } = await this.#object(
        () => this.#stripe.coupons.retrieve(id, { expand: ['applies_to'] }),
        couponSchema,
      );
      return data;
    });
  }

  #isOurs({ metadata }: StripeCustomer): boolean {
    const named = this.#owner && metadata?.[this.#owner.key];
    return !named || this.#owner.names.includes(named.trim().toLowerCase());
  }

  #invoicePage(page: PageParams, status?: 'open') {
    return this.#stripe.invoices.list({
      ...page,
      customer: this.#customer,
      status,
      expand: ['data.payments'],
    });
  }

  #once<T>(what: string, fn: () => Promise<T>): Promise<T> {
    return this.#context.once(`stripe:${what}:${this.#customer}`, fn);
  }

  async #object<T>(
    call: () => Promise<unknown>,
    schema: z.ZodType<T>,
  ): Promise<{ data: T; drift: string[] }> {
    let value: unknown;
    try {
      value = await call();
    } catch (error) {
      throw toSourceError(error);
    }
    return validate(schema, value);
  }

  async #list<T extends { id: string }>(
    schema: z.ZodType<T>,
    call: (page: PageParams) => Promise<unknown>,
  ): Promise<StripeList<T>> {
    const drift = new Set<string>();
    const list = await paginate(
      async cursor => {
        const page = await this.#object(
          () => call({ limit: PAGE_SIZE, starting_after: cursor }),
          listOf(schema),
        );
        page.drift.forEach(field => drift.add(field));
        const { data, has_more: hasMore } = page.data;
        if (hasMore && data.length === 0) {
          // There is more, and no id to go on from.
          throw new SourceError('schema');
        }
        return { items: data, next: hasMore ? data.at(-1)?.id : undefined };
      },
      { maxPages: MAX_RECORDS / PAGE_SIZE },
    );
    return { ...list, drift: [...drift] };
  }

  async #listOfCustomer<T extends { id: string; customer: string | null }>(
    schema: z.ZodType<T>,
    call: (page: PageParams) => Promise<unknown>,
  ): Promise<StripeList<T>> {
    const list = await this.#list(schema, call);
    this.#checkIdentity(list.items);
    return list;
  }

  #checkIdentity(items: ReadonlyArray<{ customer: string | null }>): void {
    if (items.some(({ customer }) => customer !== this.#customer)) {
      throw new SourceError('identity_mismatch');
    }
  }
}
