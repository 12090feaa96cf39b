/** The middle of the values; of two, their mean. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? sorted[at]
    : (sorted[at - 1] + sorted[at]) / 2;
}

/** @param share - 0.99 for the 99th of a hundred */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** Random in the same way in every run. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Numbers below `size`, the smaller the likelier (Zipf, exponent 1). */
export function zipf(size: number, random: () => number): () => number {
  const sums: number[] = [];
  let sum = 0;
  for (let rank = 1; rank <= size; rank++) {
    sum += 1 / rank;
    sums.push(sum);
  }
  return () => {
    const at = random() * sum;
    return sums.findIndex(limit => at < limit);
  };
}

export function round(value: number, digits = 3): number {
  return Number(value.toFixed(digits));
}
