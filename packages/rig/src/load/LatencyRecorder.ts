/** Milliseconds, as many as there are, without an object for each. */
export class LatencyRecorder {
  #values = new Float64Array(1024);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(ms: number): void {
    if (this.#count === this.#values.length) {
      const larger = new Float64Array(this.#count * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#count] = ms;
    this.#count += 1;
  }

  /** The smallest that so many of a hundred do not exceed; 0 where there is none. */
  percentiles(...shares: number[]): number[] {
    const sorted = this.#values.slice(0, this.#count).sort();
    return shares.map(share => {
      const rank = Math.max(1, Math.ceil((share / 100) * sorted.length));
      return sorted[rank - 1] ?? 0;
    });
  }
}
