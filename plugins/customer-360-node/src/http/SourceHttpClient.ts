import type { z } from 'zod';
import type { AccessTokenKeeper } from '../source/AccessTokenKeeper';

/** @public */
export interface SourceHttpRequest<T> {
  readonly method?: 'GET' | 'POST';
  /** Absolute; the host must be the source's own. */
  readonly url: string | URL;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** What the answer must be; anything else is the reason `schema`. */
  readonly schema: z.ZodType<T>;
  /** For metrics: `subscriptions.list`, never an id. */
  readonly operation: string;
  /**
   * A POST that only reads (a search, a batch read) may be tried again; any
   * other POST is sent once.
   */
  readonly readOnly?: boolean;
  /**
   * Sends its token as `authorization: Bearer …`. After a 401 the token is
   * replaced and the call sent once more, a POST too: a refused call was not
   * executed.
   */
  readonly auth?: AccessTokenKeeper;
}

/** @public */
export interface SourceHttpAnswer<T> {
  readonly data: T;
  readonly status: number;
  readonly headers: Headers;
}

/** How the calls of an SDK are counted and repeated. @public */
export interface SourceFetchOptions {
  /** For metrics: `companies.search`, never an id. */
  readonly operation: string;
  /**
   * True where a POST only reads (a search, a batch read): it is then tried
   * again like a GET. Any other POST is sent once.
   */
  readonly readOnly?: boolean;
  /** As in `json`; takes the place of what the SDK puts there. */
  readonly auth?: AccessTokenKeeper;
}

/**
 * The one way out over HTTP. Every source gets the same timeouts (connect,
 * headers, body, total), byte limit after decompression, one retry layer with
 * a budget, `Retry-After`, breaker, bulkhead and keep-alive.
 *
 * Failures come as `SourceError`: 401 → `auth`, 403 → `no_access`, 404 and 410
 * → `not_found`, 429 → `rate_limited`, other 4xx and 5xx → `upstream`, a
 * broken connection → `network`, a deadline → `timeout`, what is no JSON or not
 * of the schema → `schema`. A URL outside the source's own origins is never
 * called and gives `upstream`.
 *
 * @public
 */
export interface SourceHttpClient {
  json<T>(request: SourceHttpRequest<T>): Promise<SourceHttpAnswer<T>>;

  /**
   * For vendor SDKs that take a transport: the same limits, retries and
   * breaker, and a whole body already read within them. Statuses outside 2xx
   * throw a `SourceError` as above, so that no SDK sees a vendor's error text.
   */
  readonly fetch: typeof globalThis.fetch;

  /**
   * The same as `fetch`, with a name for the metrics and, for searches by POST,
   * the permission to try again.
   */
  fetchFor(options: SourceFetchOptions): typeof globalThis.fetch;

  /**
   * The same way out for what is no read of the source, such as renewing its
   * token: under another deadline, with a breaker and a rate limit apart, so
   * that its failures are not taken for the source's. Used by
   * `AccessTokenKeeper`; a client of a test may do without.
   */
  detached?(signal: AbortSignal): SourceHttpClient;
}
