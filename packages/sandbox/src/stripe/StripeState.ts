import type { Company, World } from '../world/types.ts';

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

/** What callers changed; the world itself never changes. */
export class StripeState {
  readonly #world: World;
  readonly #entries = new Map<string, BalanceEntry[]>();
  readonly #subscriptions = new Map<
    string,
    { trialEnd?: string; metadata?: Readonly<Record<string, string>> }
  >();
  #counter = 0;

  constructor(world: World) {
    this.#world = world;
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
    id: string,
    change: { trialEnd?: string; metadata?: Readonly<Record<string, string>> },
  ): void {
    const before = this.#subscriptions.get(id);
    this.#subscriptions.set(id, {
      trialEnd: change.trialEnd ?? before?.trialEnd,
      metadata: { ...before?.metadata, ...change.metadata },
    });
  }

  subscriptionChange(
    id: string,
  ):
    | { trialEnd?: string; metadata?: Readonly<Record<string, string>> }
    | undefined {
    return this.#subscriptions.get(id);
  }
}
