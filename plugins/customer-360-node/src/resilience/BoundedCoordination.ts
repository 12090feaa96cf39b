import type {
  SourceCoordination,
  SourceCoordinationKey,
} from './SourceCoordination';

/** A call may not wait longer than this for what others know. */
const LONGEST_WAIT_MS = 100;

/**
 * The coordination of one source, bounded: whatever its implementer does, a
 * call to the source waits a moment at most and never fails for it.
 *
 * @internal
 */
export class BoundedCoordination {
  readonly #coordination?: SourceCoordination;
  readonly #key: SourceCoordinationKey;

  constructor(
    key: SourceCoordinationKey,
    coordination: SourceCoordination | undefined,
  ) {
    this.#key = key;
    this.#coordination = coordination;
  }

  heldUntil(): Promise<number | undefined> {
    return this.#ask(one => one.heldUntil(this.#key));
  }

  /** Not waited for: the own gate is closed already. */
  hold(untilMs: number): void {
    void this.#ask(async one => {
      await one.hold(this.#key, untilMs);
      return undefined;
    });
  }

  reserve(perSecond: number): Promise<number | undefined> {
    return this.#ask(one => one.reserve(this.#key, perSecond));
  }

  instances(): number {
    try {
      const count = this.#coordination?.instances() ?? 1;
      return Number.isFinite(count) && count > 1 ? count : 1;
    } catch {
      return 1;
    }
  }

  async #ask(
    question: (one: SourceCoordination) => Promise<number | undefined>,
  ): Promise<number | undefined> {
    const coordination = this.#coordination;
    if (!coordination) {
      return undefined;
    }
    return new Promise(resolve => {
      const late = setTimeout(() => resolve(undefined), LONGEST_WAIT_MS);
      const answer = (value?: number) => {
        clearTimeout(late);
        resolve(Number.isFinite(value) ? value : undefined);
      };
      (async () => question(coordination))().then(answer, () => answer());
    });
  }
}
