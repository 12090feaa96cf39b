import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A request as the vendor would see it. @public */
export interface VendorRequest {
  readonly method: string;
  /** Without the query: `/v1/customers/cus_1`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  /** Raw body, empty for a GET. */
  readonly body: string;
}

/**
 * What the vendor answers: JSON with a status, or something stranger.
 *
 * @public
 */
export interface VendorAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  /** Instead of `json`: sent as it is. */
  readonly text?: string;
  /** `hang` never answers; `cut` breaks off in the middle of the body. */
  readonly trouble?: 'hang' | 'cut';
}

/** @public */
export type VendorResponder = (
  request: VendorRequest,
) => VendorAnswer | undefined;

/**
 * A vendor on 127.0.0.1, scripted by one function. What the function does not
 * know (undefined) is answered with 404.
 *
 * @public
 */
export class VendorServer {
  /** All requests since the last `respondWith`, oldest first. */
  requests: VendorRequest[] = [];
  readonly #server: Server;
  #respond: VendorResponder;

  constructor(respond: VendorResponder) {
    this.#respond = respond;
    this.#server = createServer(async (incoming, outgoing) => {
      const url = new URL(incoming.url ?? '/', 'http://vendor.invalid');
      const request: VendorRequest = {
        method: incoming.method ?? 'GET',
        path: url.pathname,
        query: url.searchParams,
        headers: Object.fromEntries(
          Object.entries(incoming.headers).map(([name, value]) => [
            name,
            String(value),
          ]),
        ),
        body: (await buffer(incoming)).toString('utf8'),
      };
      this.requests.push(request);
      const answer = this.#respond(request) ?? {
        status: 404,
        json: { error: 'not found' },
      };
      if (answer.trouble === 'hang') {
        return;
      }
      const body = Buffer.from(
        answer.text ?? JSON.stringify(answer.json ?? {}),
      );
      outgoing.writeHead(answer.status ?? 200, {
        'content-type': 'application/json',
        'content-length': body.length,
        ...answer.headers,
      });
      if (answer.trouble === 'cut') {
        outgoing.write(body.subarray(0, body.length >> 1), () =>
          outgoing.destroy(),
        );
        return;
      }
      outgoing.end(body);
    });
  }

  /** @returns the base URL, without a slash at its end */
  async start(): Promise<string> {
    await new Promise<void>(resolve => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  respondWith(respond: VendorResponder): void {
    this.requests = [];
    this.#respond = respond;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>(resolve => {
      this.#server.close(() => resolve());
    });
  }
}
