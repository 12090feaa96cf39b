import type { VendorContext, VendorRequest } from './types.ts';

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
 * A context whose clock the test moves.
 *
 * @internal
 */
export function testContext(now = '2026-11-23T12:00:00Z'): VendorContext & {
  advance(ms: number): void;
} {
  let at = Date.parse(now);
  return {
    now: () => new Date(at),
    limitsEnabled: () => true,
    advance(ms) {
      at += ms;
    },
  };
}
