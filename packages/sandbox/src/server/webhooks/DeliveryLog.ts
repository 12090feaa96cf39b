import type { VendorEvent } from '../types.ts';

/** Older events are forgotten, whatever became of them. */
const MAX_KEPT = 20_000;

/**
 * What became of an event. `lost`: chaos never sent it. `dropped`: the queue was
 * full, or its subscription was taken away. `failed`: every try was refused.
 *
 * @public
 */
export type DeliveryState =
  | 'waiting'
  | 'delivered'
  | 'failed'
  | 'lost'
  | 'dropped';

/** @public */
export interface Delivery {
  readonly id: string;
  readonly type: string;
  readonly objectId?: string;
  readonly state: DeliveryState;
  /** Of all its copies. */
  readonly attempts: number;
  /** What the receiver answered last; null where it did not answer. */
  readonly lastStatus: number | null;
  readonly delivered: boolean;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

function noCounts() {
  return {
    events: 0,
    attempts: 0,
    delivered: 0,
    failed: 0,
    lost: 0,
    dropped: 0,
    duplicated: 0,
  };
}

/** The deliveries of one vendor, newest kept. @internal */
export class DeliveryLog {
  readonly #kept = new Map<string, Mutable<Delivery>>();
  #counts = noCounts();

  open(event: VendorEvent, copies: number): void {
    this.#counts.events += 1;
    this.#counts.duplicated += copies > 1 ? 1 : 0;
    this.#kept.set(event.id, {
      id: event.id,
      type: event.type,
      objectId: event.objectId,
      state: 'waiting',
      attempts: 0,
      lastStatus: null,
      delivered: false,
    });
    if (this.#kept.size > MAX_KEPT) {
      const [oldest] = this.#kept.keys();
      this.#kept.delete(oldest);
    }
  }

  tried(id: string, status: number | undefined): void {
    this.#counts.attempts += 1;
    const kept = this.#kept.get(id);
    if (kept) {
      kept.attempts += 1;
      kept.lastStatus = status ?? null;
    }
  }

  /** Once delivered an event stays so, whatever becomes of its second copy. */
  close(id: string, state: Exclude<DeliveryState, 'waiting'>): void {
    const kept = this.#kept.get(id);
    if (!kept || kept.delivered || kept.state === state) {
      return;
    }
    if (kept.state !== 'waiting') {
      this.#counts[kept.state] -= 1;
    }
    this.#counts[state] += 1;
    kept.state = state;
    kept.delivered = state === 'delivered';
  }

  /** Waiting, lost or given up; false for what is not known. */
  isUndelivered(id: string): boolean {
    return this.#kept.get(id)?.delivered === false;
  }

  counts(): Readonly<Record<string, number>> {
    return { ...this.#counts };
  }

  /** The newest first. */
  list(limit: number): readonly Delivery[] {
    return [...this.#kept.values()].slice(-limit).reverse();
  }

  clear(): void {
    this.#kept.clear();
    this.#counts = noCounts();
  }
}
