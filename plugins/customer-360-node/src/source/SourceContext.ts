import type { SourceHttpClient } from '../http/SourceHttpClient';

/** What a source is given for one read. @public */
export interface SourceContext {
  /** The shared HTTP client, with this source's limits and breaker. */
  readonly http: SourceHttpClient;
  /** Aborted at the deadline of the read. */
  readonly signal: AbortSignal;
  /**
   * Gives any other transport (an SQL driver, an SDK without a transport hook)
   * the same deadline, bulkhead, breaker and metrics as the HTTP client.
   */
  call<T>(
    operation: string,
    fn: (signal: AbortSignal) => Promise<T>,
  ): Promise<T>;
  /**
   * Shares a read among the facets of one view: the company record is asked
   * for once, however many facets need it, and they agree with each other.
   * Failures are shared too; nothing outlives the view's read.
   */
  once<T>(key: string, fn: () => Promise<T>): Promise<T>;
  /** The time that overdue and past are measured against. */
  now(): Date;
}
