/**
 * Where the transport shows what it does in a trace. Holds nothing of a
 * customer; how an attempt ended is in the metrics.
 *
 * @public
 */
export interface SourceTracer {
  /**
   * Runs `fn` inside a span, once, and settles as it does.
   *
   * @param name - `customer360.source.request` for an attempt
   * @param attributes - for an attempt: `source`, `operation`, `attempt`
   */
  span<T>(
    name: string,
    attributes: Record<string, string | number>,
    fn: () => Promise<T>,
  ): Promise<T>;
}
