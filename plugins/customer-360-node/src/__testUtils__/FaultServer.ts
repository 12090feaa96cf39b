import { EventEmitter } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import {
  createServer as createSecureServer,
  type ServerOptions,
} from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

/** Answers one request, however badly; its body has been read. */
export type FaultHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
) => void;

export const JSON_TYPE = { 'content-type': 'application/json' };

/** A server on 127.0.0.1 that counts its requests and its open connections. */
export class FaultServer {
  handler: FaultHandler;
  requests = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #changes = new EventEmitter();
  readonly #scheme: string;

  constructor(handler: FaultHandler, tls?: ServerOptions) {
    this.handler = handler;
    const listener = (request: IncomingMessage, response: ServerResponse) => {
      this.requests += 1;
      this.#changes.emit('requested');
      let body = '';
      request.setEncoding('utf8').on('data', chunk => {
        body += chunk;
      });
      request.on('end', () => this.handler(request, response, body));
    };
    this.#scheme = tls ? 'https' : 'http';
    this.#server = tls
      ? createSecureServer(tls, listener)
      : createServer(listener);
    // A client that goes away mid-handshake is no fault of the test's.
    this.#server.on('tlsClientError', () => undefined);
    this.#server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.#sockets.delete(socket);
        this.#changes.emit('closed');
      });
    });
  }

  get connections(): number {
    return this.#sockets.size;
  }

  /** @returns the base URL, without a slash at its end */
  async start(): Promise<string> {
    await new Promise<void>(resolve => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = this.#server.address() as AddressInfo;
    return `${this.#scheme}://127.0.0.1:${port}`;
  }

  /** Waits until so many requests have come in all. */
  async untilRequested(count: number): Promise<void> {
    while (this.requests < count) {
      await new Promise(resolve => {
        this.#changes.once('requested', resolve);
      });
    }
  }

  /** Waits until the other side has closed all its connections. */
  async untilNoneConnected(): Promise<void> {
    while (this.#sockets.size > 0) {
      await new Promise(resolve => {
        this.#changes.once('closed', resolve);
      });
    }
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#sockets.forEach(socket => socket.destroy());
    await new Promise<void>(resolve => {
      this.#server.close(() => resolve());
    });
  }
}
