import { SourceError } from '../source/SourceError';

/** @public */
export interface CallSlotsOptions {
  /** Calls at the same time; 64 by default. */
  readonly slots?: number;
  /** Calls that may wait for a slot; 25 for each slot by default. */
  readonly queue?: number;
}

/**
 * At most so many calls at once over all sources of a process, first come,
 * first served. Each source brings no more than its own bulkhead lets through,
 * which is smaller, so that one that hangs cannot take all slots.
 *
 * @public
 */
export class CallSlots {
  readonly slots: number;
  readonly #queueLength: number;
  readonly #queue = new Set<() => void>();
  #taken = 0;

  /**
   * @throws RangeError when a number is no whole one in its range
   */
  constructor(options: CallSlotsOptions = {}) {
    this.slots = options.slots ?? 64;
    this.#queueLength = options.queue ?? this.slots * 25;
    if (!Number.isInteger(this.slots) || this.slots < 2) {
      throw new RangeError('slots must be a whole number above 1');
    }
    if (!Number.isInteger(this.#queueLength) || this.#queueLength < 0) {
      throw new RangeError('queue must be a whole number, or 0');
    }
  }

  /** Slots in use. */
  get taken(): number {
    return this.#taken;
  }

  /** Calls that wait for a slot. */
  get waiting(): number {
    return this.#queue.size;
  }

  /**
   * Waits for a slot.
   *
   * @returns gives the slot back: to be called when the work has really ended,
   *   not when nobody waits for it any more
   * @throws SourceError `timeout` when too many wait already, or the signal's
   *   reason as soon as it is aborted
   */
  async take(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#taken < this.slots) {
      this.#taken += 1;
    } else if (this.#queue.size >= this.#queueLength) {
      throw new SourceError('timeout');
    } else {
      await this.#wait(signal);
    }
    let given = false;
    return () => {
      if (!given) {
        given = true;
        this.#next();
      }
    };
  }

  #wait(signal: AbortSignal): Promise<void> {
    const queue = this.#queue;
    return new Promise<void>((resolve, reject) => {
      const enter = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      function leave() {
        queue.delete(enter);
        reject(signal.reason);
      }
      signal.addEventListener('abort', leave, { once: true });
      queue.add(enter);
    });
  }

  /** Hands the slot on, so that nobody who comes later is quicker. */
  #next(): void {
    const [first] = this.#queue;
    if (first) {
      this.#queue.delete(first);
      first();
    } else {
      this.#taken -= 1;
    }
  }
}
