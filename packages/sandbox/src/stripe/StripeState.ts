import type { ReadLag } from '../server/changes/ReadLag.ts';
import { Versions } from '../server/changes/Versions.ts';
import type { Company, Invoice, Subscription, World } from '../world/types.ts';

export interface BalanceEntry {
  readonly id: string;
  readonly stripeCustomer: string;
  /** Negative is credit. */
  readonly amount: number;
  readonly at: string;
  readonly description?: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly endingBalance: number;
  readonly creditNoteId?: string;
}

export type Metadata = Readonly<Record<string, string>>;

/** What callers changed of a customer; what they did not is the world's. */
export interface CustomerChange {
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly description?: string;
  /** Laid over the customer's own; an empty value takes a key away. */
  readonly metadata?: Metadata;
  readonly deleted?: boolean;
}

/** What callers changed; the world itself never changes. */
export class StripeState {
  readonly #world: World;
  readonly #entries: Versions<string, readonly BalanceEntry[]>;
  readonly #subscriptions: Versions<string, Subscription>;
  readonly #metadata: Versions<string, Metadata>;
  readonly #invoices: Versions<string, Invoice>;
  readonly #customers: Versions<string, CustomerChange>;
  /** Companies whose billing was changed. */
  readonly #billed = new Set<number>();
  #counter = 0;

  constructor(world: World, lag: ReadLag) {
    this.#world = world;
    this.#entries = new Versions(lag);
    this.#subscriptions = new Versions(lag);
    this.#metadata = new Versions(lag);
    this.#invoices = new Versions(lag);
    this.#customers = new Versions(lag);
  }

  /** The company as it is now: its billing with all that was changed. */
  company(index: number): Company {
    const company = this.#world.company(index);
    if (!this.#billed.has(index)) {
      return company;
    }
    let billing: Company['billing'] | undefined;
    return Object.create(company, {
      billing: {
        enumerable: true,
        get: () => {
          billing ??= this.#billingOf(company);
          return billing;
        },
      },
    });
  }

  #billingOf({ billing }: Company): Company['billing'] {
    return {
      ...billing,
      subscriptions: billing.subscriptions.map(
        each => this.#subscriptions.get(each.id) ?? each,
      ),
      invoices: billing.invoices.map(
        each => this.#invoices.get(each.id) ?? each,
      ),
    };
  }

  balance(company: Company, account: number): number {
    const added = this.#entries.get(company.ids.stripe[account]) ?? [];
    return (
      (account === 0 ? company.billing.balance : 0) +
      added.reduce((sum, entry) => sum + entry.amount, 0)
    );
  }

  /** Newest first. */
  balanceEntries(company: Company, account: number): readonly BalanceEntry[] {
    const stripeCustomer = company.ids.stripe[account];
    let balance = 0;
    const notes = [...company.billing.creditNotes].reverse();
    const old =
      account === 0
        ? [...company.billing.balanceTransactions].reverse().map(entry => {
            balance += entry.amount;
            const note =
              entry.description === 'Credit note' ? notes.shift() : undefined;
            return {
              ...entry,
              stripeCustomer,
              metadata: {},
              endingBalance: balance,
              creditNoteId: note?.id,
            };
          })
        : [];
    return [...old, ...(this.#entries.get(stripeCustomer) ?? [])].reverse();
  }

  addBalanceEntry(
    company: Company,
    account: number,
    entry: Pick<BalanceEntry, 'amount' | 'at' | 'description' | 'metadata'>,
  ): BalanceEntry {
    const stripeCustomer = company.ids.stripe[account];
    const added: BalanceEntry = {
      ...entry,
      // The world's own transactions of a company stay far below this ordinal
      id: this.#world.ids.stripe('cbtxn', company.index, 1_000 + this.#counter),
      stripeCustomer,
      endingBalance: this.balance(company, account) + entry.amount,
    };
    this.#counter += 1;
    this.#entries.set(stripeCustomer, [
      ...(this.#entries.get(stripeCustomer) ?? []),
      added,
    ]);
    return added;
  }

  changeSubscription(
    index: number,
    subscription: Subscription,
    metadata?: Metadata,
  ): void {
    this.#billed.add(index);
    this.#subscriptions.set(subscription.id, subscription);
    if (metadata) {
      this.#metadata.set(subscription.id, {
        ...this.metadataOf(subscription.id),
        ...metadata,
      });
    }
  }

  metadataOf(subscriptionId: string): Metadata {
    return this.#metadata.get(subscriptionId) ?? {};
  }

  changeInvoice(index: number, invoice: Invoice): void {
    this.#billed.add(index);
    this.#invoices.set(invoice.id, invoice);
  }

  changeCustomer(id: string, change: CustomerChange): void {
    const before = this.#customers.get(id);
    this.#customers.set(id, {
      ...before,
      ...change,
      metadata: { ...before?.metadata, ...change.metadata },
    });
  }

  customerChange(id: string): CustomerChange | undefined {
    return this.#customers.get(id);
  }

  /** Customers whose own fields were changed, for what looks one up by them. */
  changedCustomers(): readonly string[] {
    return [...this.#customers.keys()];
  }
}

/** The world as the account knows it: with what callers changed. */
export function changedWorld(world: World, state: StripeState): World {
  return Object.create(world, {
    company: { value: (index: number) => state.company(index) },
  });
}
