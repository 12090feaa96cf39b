import type { Fate, SharedMethod } from './Move';
import type { Pending } from './Pending';

/** What lies between all instances and the shared cache. */
export class Wire {
  readonly pending: Pending;
  readonly #late: Array<() => Promise<unknown>> = [];
  /** Until the cache is started again. */
  stopped = false;
  /**
   * True once anything may be missing there that was sent: from then on the
   * instances can no longer be of one mind.
   */
  lossy = false;

  constructor(options: { pending: Pending }) {
    this.pending = options.pending;
  }

  /** Lets a message through, or not. Never resolves where nobody is told. */
  async send<T>(fate: Fate | undefined, message: () => Promise<T>): Promise<T> {
    if (this.stopped) {
      this.lossy = true;
      throw new Error('The shared cache is away');
    }
    if (fate === undefined) {
      return this.pending.of(message());
    }
    this.lossy = true;
    if (fate === 'late') {
      this.#late.push(message);
    } else if (fate === 'unanswered') {
      await this.pending.of(message());
    }
    return new Promise<never>(() => {});
  }

  /** A late message arrives. */
  arrive(pick: number): void {
    if (!this.stopped && this.#late.length > 0) {
      const [message] = this.#late.splice(pick % this.#late.length, 1);
      void this.pending.of(message());
    }
  }
}

/** What becomes of the next message of each kind. */
export type Fates = Map<SharedMethod, Fate>;
