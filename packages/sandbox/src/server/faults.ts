/**
 * What can go wrong on purpose.
 *
 * @public
 */
export const faultKinds = [
  'hang',
  'slow',
  'status',
  'truncate',
  'malformed',
  'html',
  'reset',
  'wrong_customer',
  'huge',
  'unknown_enum',
  'missing_field',
  'stop',
] as const;

/** @public */
export type FaultKind = (typeof faultKinds)[number];

/**
 * A fault laid on a vendor.
 *
 * @public
 */
export interface Fault {
  readonly id: number;
  readonly vendor: string;
  /** Only requests whose path begins so; all without it. */
  readonly path?: string;
  readonly fault: FaultKind;
  /** `status`: the status to answer, 500 without it. */
  readonly status?: number;
  /** `slow`: how long to wait, 5 seconds without it. */
  readonly latencyMs?: number;
  /** `status`: the header Retry-After, in seconds. */
  readonly retryAfter?: number;
  /** `unknown_enum`, `missing_field`: the JSON field to spoil. */
  readonly field?: string;
  /** `huge`: how large the answer is, 64 MiB without it. */
  readonly bytes?: number;
  /** How many requests it still spoils; all without it. */
  readonly remaining?: number;
}

const MAX_FAULTS = 100;

/**
 * The faults that lie on the vendors. The newest that matches acts.
 *
 * @internal
 */
export class FaultBook {
  #faults: Fault[] = [];
  #nextId = 1;

  add(fault: Omit<Fault, 'id'>): Fault {
    const added = { ...fault, id: this.#nextId };
    this.#nextId += 1;
    this.#faults = [added, ...this.#faults].slice(0, MAX_FAULTS);
    return added;
  }

  list(): readonly Fault[] {
    return this.#faults;
  }

  /** Takes away the faults of one vendor, or all. */
  clear(vendor?: string): void {
    this.#faults = this.#faults.filter(
      fault => vendor !== undefined && fault.vendor !== vendor,
    );
  }

  /** The fault that spoils this request; its count goes down by one. */
  take(vendor: string, path: string): Fault | undefined {
    const fault = this.#faults.find(
      candidate =>
        candidate.vendor === vendor && path.startsWith(candidate.path ?? ''),
    );
    if (fault?.remaining !== undefined) {
      const left = fault.remaining - 1;
      this.#faults = this.#faults.flatMap(candidate => {
        if (candidate !== fault) {
          return [candidate];
        }
        return left > 0 ? [{ ...candidate, remaining: left }] : [];
      });
    }
    return fault;
  }
}
