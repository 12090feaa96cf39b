import { demoCredentials } from '../credentials.ts';
import type { Vendor, VendorRequest } from '../types.ts';

const { stripe, hubspot, zendesk } = demoCredentials;

/** What callers of the vendors authenticate with. */
const AUTHORIZATION: Readonly<Record<string, string>> = {
  stripe: `Bearer ${stripe.apiKey}`,
  hubspot: `Bearer ${hubspot.accessToken}`,
  zendesk: `Basic ${Buffer.from(
    `${zendesk.email}/token:${zendesk.apiToken}`,
  ).toString('base64')}`,
};

/** A call of a vendor's API that the sandbox makes itself. @internal */
export interface InsideCall {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** A form at Stripe, JSON elsewhere. */
  readonly body?: Readonly<Record<string, unknown>>;
}

/**
 * Calls a vendor as an integration would, through the same code, without
 * counting towards its limits.
 *
 * @returns status and body, whatever they are
 * @internal
 */
export async function callInside(
  vendor: Vendor,
  { method, path, body }: InsideCall,
): Promise<{ status: number; body: any }> {
  const target = new URL(path, 'http://127.0.0.1');
  const text =
    vendor.id === 'stripe'
      ? new URLSearchParams(
          Object.entries(body ?? {}).map(([name, value]) => [
            name,
            String(value),
          ]),
        ).toString()
      : JSON.stringify(body ?? {});
  const request: VendorRequest = {
    method,
    path: target.pathname,
    query: target.searchParams,
    headers: { host: target.host, authorization: AUTHORIZATION[vendor.id] },
    body: Buffer.from(body === undefined ? '' : text),
  };
  const answer = await vendor.handle(request, 'inside');
  return { status: answer.status, body: answer.body };
}
