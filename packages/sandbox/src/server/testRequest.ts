import { ReadLag } from './changes/ReadLag.ts';
import type { VendorContext, VendorEvent, VendorRequest } from './types.ts';

/**
 * A request as a vendor sees it, for tests beside the vendors.
 *
 * @internal
 */
export function testRequest(
  method: string,
  url: string,
  options: {
    readonly body?: unknown;
    readonly headers?: Readonly<Record<string, string>>;
  } = {},
): VendorRequest {
  const target = new URL(url, 'http://127.0.0.1:7650');
  return {
    method,
    path: target.pathname,
    query: target.searchParams,
    headers: { host: target.host, ...options.headers },
    body: Buffer.from(
      options.body === undefined ? '' : JSON.stringify(options.body),
    ),
  };
}

/**
 * A context whose clock the test moves, and that keeps what happened.
 *
 * @internal
 */
export function testContext(now = '2026-11-23T12:00:00Z'): VendorContext & {
  advance(ms: number): void;
  readonly events: VendorEvent[];
  /** Ids of events that count as not delivered. */
  readonly undelivered: Set<string>;
  /** Hides customers from lists. */
  hidden: (index: number) => boolean;
} {
  let at = Date.parse(now);
  const events: VendorEvent[] = [];
  const undelivered = new Set<string>();
  const context = {
    now: () => new Date(at),
    limitsEnabled: () => true,
    lag: new ReadLag(() => at),
    lists: (index: number) => !context.hidden(index),
    emit: (event: VendorEvent) => {
      events.push(event);
    },
    isUndelivered: (id: string) => undelivered.has(id),
    advance(ms: number) {
      at += ms;
    },
    events,
    undelivered,
    hidden: (_index: number) => false,
  };
  return context;
}
