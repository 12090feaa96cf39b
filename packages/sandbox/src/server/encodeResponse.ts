import type { VendorResponse } from './types.ts';

/**
 * A response as bytes.
 *
 * @internal
 */
export interface EncodedResponse {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly bytes: Buffer;
}

/**
 * Turns a vendor's answer into what goes over the wire: a string or a Buffer as
 * it is, anything else as JSON.
 *
 * @internal
 */
export function encodeResponse(response: VendorResponse): EncodedResponse {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.headers ?? {})) {
    headers[name.toLowerCase()] = value;
  }
  const { body } = response;
  let bytes: Buffer;
  if (body === undefined) {
    bytes = Buffer.alloc(0);
  } else if (Buffer.isBuffer(body)) {
    bytes = body;
  } else if (typeof body === 'string') {
    bytes = Buffer.from(body, 'utf8');
  } else {
    bytes = Buffer.from(JSON.stringify(body), 'utf8');
    headers['content-type'] ??= 'application/json; charset=utf-8';
  }
  headers['content-length'] = String(bytes.length);
  return { status: response.status, headers, bytes };
}
