/** What must hold, whatever happens. Said in full in `interleavings.test.ts`. */
export const INVARIANTS = ['I1', 'I2', 'I3', 'I4', 'I5', 'recovery'] as const;
export type Invariant = (typeof INVARIANTS)[number];

/** Collects what did not hold; a story ends with the first of it. */
export class Violations {
  readonly #watched: readonly Invariant[];
  #first?: string;

  constructor(options: { watched: readonly Invariant[] }) {
    this.#watched = options.watched;
  }

  check(invariant: Invariant, holds: boolean, message: () => string): void {
    if (!holds && this.#watched.includes(invariant)) {
      this.#first ??= `${invariant} does not hold: ${message()}`;
    }
  }

  /** What must not happen in the model itself. */
  unexpected(error: unknown): void {
    this.#first ??= `Something else went wrong: ${
      error instanceof Error ? error.stack : error
    }`;
  }

  /** @throws Error for the first that did not hold */
  throwFirst(): void {
    if (this.#first !== undefined) {
      throw new Error(this.#first);
    }
  }
}
