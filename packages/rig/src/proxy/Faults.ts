/** What is wrong with a network. Several faults can be at once. */
export interface Faults {
  /** On answers: each round trip takes so much longer. */
  readonly latencyMs: number;
  readonly jitterMs: number;
  /** In either direction. */
  readonly bytesPerSecond?: number;
  /** Answers come byte by byte. */
  readonly dripPerSecond?: number;
  /** Answers come in pieces of so many bytes. */
  readonly sliceBytes?: number;
  /** What is not forwarded. */
  readonly hang?: 'all' | 'answers';
  readonly reset: boolean;
  /** Each connection counts anew for each limit that is set. */
  readonly limit?: { readonly bytes: number };
}

export const NO_FAULTS: Faults = { latencyMs: 0, jitterMs: 0, reset: false };

/** How long a chunk that arrives now is kept. */
export function drawLatency({ latencyMs, jitterMs }: Faults): number {
  const jitter = jitterMs * (2 * Math.random() - 1);
  return Math.max(0, latencyMs + jitter);
}
