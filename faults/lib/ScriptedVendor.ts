import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the vendor is asked for. */
export interface Asked {
  readonly source: string;
  readonly account: string;
  readonly facet: string;
  /** 1 for the first. */
  readonly page: number;
}

export interface VendorCall extends Asked {
  /** By `performance.now()`. */
  readonly at: number;
}

/** Answers one call, however badly. */
export type VendorHandler = (
  asked: Asked,
  response: ServerResponse,
  request: IncomingMessage,
) => void;

/** A page of all records of a source, for who reads them in bulk. */
export interface ListedPage {
  readonly rows: ReadonlyArray<{
    readonly account: string;
    /** Without one it is only told that something has changed. */
    readonly version?: number;
    /** ISO 8601 UTC. */
    readonly asOf: string;
  }>;
  readonly cursor: string;
  readonly last: boolean;
}

/** Undefined where the cursor is no good. */
export type VendorLister = (
  cursor: string | undefined,
) => ListedPage | undefined | Promise<ListedPage | undefined>;

const LIST_PATH = /^\/v1\/([^/]+)\/records(?:\?cursor=([^&]+))?$/;
const PATH = /^\/v1\/([^/]+)\/accounts\/([^/]+)\/([^/?]+)(?:\?page=(\d+))?$/;

/**
 * A vendor in this process whose answers each test writes itself. Where none is
 * written it answers with a healthy record: every one exists, with version 1.
 */
export class ScriptedVendor {
  readonly calls: VendorCall[] = [];
  readonly #server: Server;
  readonly #handlers = new Map<string, VendorHandler>();
  readonly #listers = new Map<string, VendorLister>();
  readonly #versions = new Map<string, number>();
  readonly #open = new Map<string, number>();

  private constructor() {
    this.#server = createServer(
      { keepAliveTimeout: 600_000, requestTimeout: 0 },
      (request, response) => this.#serve(request, response),
    );
  }

  static async start(): Promise<ScriptedVendor> {
    const vendor = new ScriptedVendor();
    await new Promise<void>(resolve => {
      vendor.#server.listen(0, '127.0.0.1', resolve);
    });
    return vendor;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** How a source answers from now on; healthily without a handler. */
  answer(source: string, handler?: VendorHandler): void {
    if (handler) {
      this.#handlers.set(source, handler);
    } else {
      this.#handlers.delete(source);
    }
  }

  /** How a source lists its records from now on. */
  list(source: string, lister: VendorLister): void {
    this.#listers.set(source, lister);
  }

  /** A new version of a record; which one it is. */
  write({ source, account, facet }: Omit<Asked, 'page'>): number {
    const key = `${source}/${account}/${facet}`;
    const version = (this.#versions.get(key) ?? 1) + 1;
    this.#versions.set(key, version);
    return version;
  }

  /** The record as it is now. */
  record({ source, account, facet }: Asked) {
    return {
      ...{ account, facet },
      version: this.#versions.get(`${source}/${account}/${facet}`) ?? 1,
      readAt: new Date().toISOString(),
    };
  }

  /** Calls since `from`, which is an earlier length of `calls`. */
  callsOf(source: string, from = 0): VendorCall[] {
    return this.calls.slice(from).filter(call => call.source === source);
  }

  /** Calls of a source that are not answered yet. */
  open(source: string): number {
    return this.#open.get(source) ?? 0;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    const listed = LIST_PATH.exec(request.url ?? '');
    if (listed) {
      void this.#list(listed[1], listed[2], response);
      return;
    }
    const found = PATH.exec(request.url ?? '');
    if (!found) {
      sendJson(response, {}, 404);
      return;
    }
    const [source, account, facet] = found.slice(1, 4).map(decodeURIComponent);
    const asked = { source, account, facet, page: Number(found[4] ?? 1) };
    this.calls.push({ ...asked, at: performance.now() });
    this.#open.set(source, this.open(source) + 1);
    response.once('close', () => {
      this.#open.set(source, this.open(source) - 1);
    });
    response.on('error', () => undefined);
    const handler = this.#handlers.get(source);
    if (handler) {
      handler(asked, response, request);
    } else {
      sendJson(response, this.record(asked));
    }
  }

  async #list(
    source: string,
    cursor: string | undefined,
    response: ServerResponse,
  ): Promise<void> {
    response.on('error', () => undefined);
    const page = await this.#listers.get(source)?.(
      cursor === undefined ? undefined : decodeURIComponent(cursor),
    );
    sendJson(response, page ?? {}, page ? 200 : 404);
  }
}

export function sendJson(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  sendText(response, JSON.stringify(body), status, headers);
}

export function sendText(
  response: ServerResponse,
  body: string | Buffer,
  status = 200,
  headers: Record<string, string> = {},
): void {
  const bytes = Buffer.from(body as string);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': bytes.length,
    ...headers,
  });
  response.end(bytes);
}

/** The record as it was when it was asked for, so much later. */
export function late(vendor: ScriptedVendor, ms: number): VendorHandler {
  return (asked, response) => {
    const record = vendor.record(asked);
    setTimeout(() => sendJson(response, record), ms);
  };
}

/** Keeps calls waiting until they are let go. */
export class Gate {
  readonly #vendor: ScriptedVendor;
  #held: Array<() => void> = [];

  constructor(vendor: ScriptedVendor) {
    this.#vendor = vendor;
  }

  readonly handler: VendorHandler = (asked, response) => {
    // As it is now: what is let go later is old by then.
    const record = this.#vendor.record(asked);
    this.#held.push(() => sendJson(response, record));
  };

  get held(): number {
    return this.#held.length;
  }

  letGo(): void {
    this.#held.splice(0).forEach(go => go());
  }
}
