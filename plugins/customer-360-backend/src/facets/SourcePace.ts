/** So much of what is remembered gives way to the newest read. */
const NEWEST_SHARE = 0.3;

/**
 * How long each source has taken to answer lately. A page is as late as its
 * slowest source, so that one is asked first.
 */
export class SourcePace {
  readonly #ms = new Map<string, number>();

  note(sourceId: string, ms: number): void {
    const known = this.#ms.get(sourceId);
    this.#ms.set(
      sourceId,
      known === undefined ? ms : known + (ms - known) * NEWEST_SHARE,
    );
  }

  /** The slowest first; what is not known yet before all others. */
  slowestFirst<T>(
    items: readonly T[],
    sourceIdOf: (item: T) => string,
  ): readonly T[] {
    const ms = (item: T) => this.#ms.get(sourceIdOf(item)) ?? Infinity;
    return [...items].sort((a, b) => {
      const [first, second] = [ms(a), ms(b)];
      return first === second ? 0 : second - first;
    });
  }
}
