/** One reading as it is kept: unredacted, under its source's credential scope. */
export interface CachedReading {
  /** Let through by the facet's schema. */
  readonly data: unknown;
  /** When it was true at the source, if not when it was read. ISO 8601 UTC. */
  readonly asOf?: string;
  readonly missing: readonly string[];
  readonly truncated: boolean;
  /** Milliseconds since the epoch; set once by whoever read it. */
  readonly fetchedAt: number;
  readonly freshUntil: number;
  /** Until when it beats nothing while a new read is late or failed. */
  readonly usableUntil: number;
  /** Length of the data as JSON. */
  readonly bytes: number;
}

/**
 * Readings of this process. What is put in is what comes out: freshness is
 * judged by whoever asks, so a shared store can be set behind it.
 */
export interface FacetCache {
  get(key: string): CachedReading | undefined;
  set(key: string, reading: CachedReading): void;
  delete(key: string): void;
}
