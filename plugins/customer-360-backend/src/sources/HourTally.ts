const MINUTE_MS = 60_000;
const MINUTES = 60;

interface Minute {
  /** Since the epoch. */
  readonly at: number;
  readonly counts: Map<string, number>;
}

/**
 * Counts by a word what happened in the last sixty minutes. As many words as its
 * user has: it is no place for what comes from outside.
 */
export class HourTally {
  readonly #minutes: Minute[] = [];

  /** @param now - milliseconds since the epoch */
  note(word: string, now: number): void {
    const at = Math.floor(now / MINUTE_MS);
    let minute = this.#minutes.at(-1);
    // A clock that is set back goes on counting where it was.
    if (!minute || minute.at < at) {
      minute = { at, counts: new Map() };
      this.#minutes.push(minute);
      this.#forget(at);
    }
    minute.counts.set(word, (minute.counts.get(word) ?? 0) + 1);
  }

  /** The most frequent first, then by the word; none that is 0. */
  counts(now: number): ReadonlyArray<readonly [word: string, count: number]> {
    this.#forget(Math.floor(now / MINUTE_MS));
    const sums = new Map<string, number>();
    for (const { counts } of this.#minutes) {
      for (const [word, count] of counts) {
        sums.set(word, (sums.get(word) ?? 0) + count);
      }
    }
    return [...sums].sort(
      ([aWord, a], [bWord, b]) => b - a || (aWord < bWord ? -1 : 1),
    );
  }

  #forget(at: number): void {
    const kept = this.#minutes.findIndex(minute => minute.at > at - MINUTES);
    this.#minutes.splice(0, kept === -1 ? this.#minutes.length : kept);
  }
}
