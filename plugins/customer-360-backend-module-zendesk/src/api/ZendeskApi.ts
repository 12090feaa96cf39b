import type { z } from 'zod';

/** One GET, one page. @internal */
export interface ZendeskRequest<T> {
  /** For metrics: `tickets.list`. */
  readonly operation: string;
  /** Below `/api/v2`; each segment is encoded. */
  readonly path: ReadonlyArray<string | number>;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly schema: z.ZodType<T>;
}

/** What is asked of Zendesk: reads only, one page each, answers checked. @internal */
export interface ZendeskApi {
  /** @throws SourceError */
  get<T>(request: ZendeskRequest<T>): Promise<T>;
}
