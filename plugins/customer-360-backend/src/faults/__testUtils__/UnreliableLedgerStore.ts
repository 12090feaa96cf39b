import type { Generations } from '../../generations/Generations';
import type {
  CustomerLedgerEntry,
  LedgerEntry,
  LedgerStore,
} from '../../ledger/LedgerStore';
import type { Instance } from './Instance';
import type { RowFate } from './Move';
import type { Pending } from './Pending';

/** The database as the ledger finds it: it may refuse, go away, or be slow. */
export class LedgerFaults {
  readonly #next = new Map<number, RowFate>();
  readonly #held: Array<() => void> = [];
  /** Whose rows are there, or not, for reasons that nobody was told. */
  readonly disturbed = new Set<string>();

  /** What becomes of the next row that an instance writes. */
  set(instance: number, fate: RowFate): void {
    this.#next.set(instance, fate);
  }

  take(instance: number, actorRef: string): RowFate | undefined {
    const fate = this.#next.get(instance);
    this.#next.delete(instance);
    if (fate) {
      this.disturbed.add(actorRef);
    }
    return fate;
  }

  hold(): Promise<void> {
    return new Promise(resolve => this.#held.push(resolve));
  }

  confirm(pick: number): void {
    this.#held.splice(pick % this.#held.length, 1)[0]?.();
  }

  end(): void {
    this.#next.clear();
    this.#held.splice(0).forEach(confirm => confirm());
  }
}

/** Writes to the real ledger, when it is let. */
export class UnreliableLedgerStore implements LedgerStore {
  readonly #store: LedgerStore;
  readonly #instance: Instance;
  readonly #faults: LedgerFaults;
  readonly #pending: Pending;

  constructor(options: {
    store: LedgerStore;
    instance: Instance;
    faults: LedgerFaults;
    pending: Pending;
  }) {
    this.#store = options.store;
    this.#instance = options.instance;
    this.#faults = options.faults;
    this.#pending = options.pending;
  }

  append(entries: readonly LedgerEntry[]): Promise<void> {
    return this.#write(entries[0].actorRef, () => this.#store.append(entries));
  }

  appendRead(entry: CustomerLedgerEntry): Promise<Generations> {
    return this.#write(entry.actorRef, () => this.#store.appendRead(entry));
  }

  #write<T>(actorRef: string, row: () => Promise<T>): Promise<T> {
    return this.#instance.whileAlive(async () => {
      const fate = this.#faults.take(this.#instance.place, actorRef);
      if (fate === 'refused') {
        throw new Error('The ledger refuses the row');
      }
      const written = await this.#pending.of(row());
      if (fate === 'unconfirmed') {
        throw new Error('The database went away');
      }
      if (fate === 'held') {
        await this.#faults.hold();
      }
      return written;
    });
  }
}
