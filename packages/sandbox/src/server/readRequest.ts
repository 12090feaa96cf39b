import type { IncomingMessage } from 'node:http';
import type { VendorRequest } from './types.ts';

/** No request of ours is near this; more is a mistake or an attack. */
const MAX_BODY_BYTES = 10 * 1024 * 1024;

/**
 * Thrown when a request's body is larger than the sandbox reads.
 *
 * @internal
 */
export class BodyTooLargeError extends Error {
  constructor() {
    super(`The request's body is larger than ${MAX_BODY_BYTES} bytes.`);
    this.name = 'BodyTooLargeError';
  }
}

/**
 * Reads a request whole.
 *
 * @throws BodyTooLargeError when the body passes 10 MiB.
 * @internal
 */
export async function readRequest(
  message: IncomingMessage,
): Promise<VendorRequest> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
    length += bytes.length;
    if (length > MAX_BODY_BYTES) {
      throw new BodyTooLargeError();
    }
    chunks.push(bytes);
  }
  const target = message.url ?? '/';
  const mark = target.indexOf('?');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) {
      headers[name] = Array.isArray(value) ? value.join(', ') : value;
    }
  }
  return {
    method: message.method ?? 'GET',
    path: mark === -1 ? target : target.slice(0, mark),
    query: new URLSearchParams(mark === -1 ? '' : target.slice(mark + 1)),
    headers,
    body: Buffer.concat(chunks),
  };
}
