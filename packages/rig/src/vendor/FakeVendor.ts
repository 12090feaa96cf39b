import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { CallCounts, type VendorCalls } from './CallCounts.ts';
import { parseRecordUrl } from './parseRecordUrl.ts';
import { SettingsBySource } from './SettingsBySource.ts';
import type { Vendor } from './Vendor.ts';
import { VendorRecords, type RecordAddress } from './VendorRecords.ts';
import {
  parseChange,
  type VendorChange,
  type VendorSettings,
} from './VendorSettings.ts';

/** A vendor's HTTP interface with records, faults and counts. */
export class FakeVendor implements Vendor {
  readonly #server: Server;
  readonly #settings = new SettingsBySource();
  readonly #records = new VendorRecords();
  readonly #counts = new CallCounts();

  private constructor() {
    this.#server = createServer(
      // Kept longer than any client keeps it, who would meet its end otherwise.
      { keepAliveTimeout: 600_000, requestTimeout: 0 },
      (request, response) => this.#serve(request, response),
    );
  }

  static async start(options: { port?: number } = {}): Promise<FakeVendor> {
    const vendor = new FakeVendor();
    await new Promise<void>((resolve, reject) => {
      vendor.#server.once('error', reject);
      vendor.#server.listen(options.port ?? 0, '127.0.0.1', resolve);
    });
    return vendor;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async control(change: VendorChange): Promise<VendorSettings> {
    return this.#settings.change(parseChange(change));
  }

  async write(address: RecordAddress): Promise<number> {
    return this.#records.write(address);
  }

  async calls(): Promise<VendorCalls> {
    return this.#counts.snapshot();
  }

  async reset(): Promise<void> {
    this.#settings.reset();
    this.#records.reset();
    this.#counts.reset();
  }

  async stop(): Promise<void> {
    await new Promise(resolve => {
      this.#server.close(resolve);
      this.#server.closeAllConnections();
    });
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    const { method, url = '' } = request;
    const found = method === 'GET' ? parseRecordUrl(url) : undefined;
    if (found) {
      this.#answer(found.address, found.page, response);
      return;
    }
    this.#control(`${method} ${url}`, request).then(
      ([status, body]) => send(response, status, body),
      (error: Error) => send(response, 400, { error: error.message }),
    );
  }

  #answer(address: RecordAddress, page: number, response: ServerResponse) {
    const settings = this.#settings.of(address.source);
    const { latencyMs, jitterMs } = settings;
    this.#counts.count(address, page);
    if (settings.hang) {
      return;
    }
    // Read before the latency: what comes late tells of how it was.
    const answer = this.#prepare(address, page, settings, response);
    const ms = latencyMs + jitterMs * (2 * Math.random() - 1);
    if (ms > 0) {
      setTimeout(answer, ms);
    } else {
      answer();
    }
  }

  #prepare(
    address: RecordAddress,
    page: number,
    settings: VendorSettings,
    response: ServerResponse,
  ): () => void {
    const { status, retryAfter, wrongAccount } = settings;
    if (status !== 200) {
      const headers: Record<string, string> =
        retryAfter === null ? {} : { 'retry-after': String(retryAfter) };
      return () => send(response, status, { error: `${status}` }, headers);
    }
    const account = wrongAccount ?? address.account;
    const record = this.#records.read({ ...address, account }, page, settings);
    return () => {
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': record.bytes,
      });
      response.end(record.text);
    };
  }

  async #control(
    call: string,
    request: IncomingMessage,
  ): Promise<[number, unknown]> {
    const body = await text(request);
    switch (call) {
      case 'POST /control':
        return [200, await this.control(JSON.parse(body))];
      case 'POST /control/write':
        return [200, { version: await this.write(parseAddress(body)) }];
      case 'GET /control/calls':
        return [200, await this.calls()];
      case 'POST /control/reset':
        return [200, await this.reset().then(() => ({}))];
      default:
        return [404, { error: `There is no ${call}` }];
    }
  }
}

function parseAddress(body: string): RecordAddress {
  const { source, account, facet } = JSON.parse(body);
  for (const part of [source, account, facet]) {
    if (typeof part !== 'string' || part === '') {
      throw new RangeError('A record has a source, an account and a facet.');
    }
  }
  return { source, account, facet };
}

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': bytes.length,
    ...headers,
  });
  response.end(bytes);
}
