import {
  createServer,
  request as ask,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a plugin is that cannot be relied on. */
export type PluginFault =
  /** Nobody listens: the connection is closed without an answer. */
  | 'down'
  /** Takes requests and answers none. */
  | 'hangs'
  /** Answers 500. */
  | 'fails';

/**
 * Stands before a plugin, for who asks it from inside the portal: what is asked
 * is handed on, or meets a fault.
 */
export class PluginFront {
  readonly #server: Server;
  readonly #portalPort: number;
  #fault?: { kind: PluginFault; path: RegExp };
  #handedOn = 0;

  private constructor(portalPort: number) {
    this.#portalPort = portalPort;
    this.#server = createServer(
      { keepAliveTimeout: 600_000, requestTimeout: 0 },
      (request, response) => this.#serve(request, response),
    );
  }

  /** @param portalPort - of the portal whose plugins are reached through here */
  static async start(portalPort: number): Promise<PluginFront> {
    const front = new PluginFront(portalPort);
    await new Promise<void>(resolve => {
      front.#server.listen(0, '127.0.0.1', resolve);
    });
    return front;
  }

  /** Base URL of a plugin, as the portal's discovery gives it. */
  baseUrl(plugin: string): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/api/${plugin}`;
  }

  /** Requests that the plugin was asked. */
  get handedOn(): number {
    return this.#handedOn;
  }

  /** @param path - what it befalls; everything without it */
  suffer(kind: PluginFault, path = /^/): void {
    this.#fault = { kind, path };
  }

  /** Open requests that hang go on hanging. */
  recover(): void {
    this.#fault = undefined;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    response.on('error', () => undefined);
    const fault = this.#fault?.path.test(request.url ?? '')
      ? this.#fault.kind
      : undefined;
    switch (fault) {
      case 'down':
        request.socket.destroy();
        break;
      case 'hangs':
        request.resume();
        break;
      case 'fails':
        request.resume();
        response.writeHead(500, { 'content-type': 'application/json' });
        response.end('{"error":{"name":"Error","message":"broken"}}');
        break;
      default:
        this.#handOn(request, response);
    }
  }

  #handOn(request: IncomingMessage, response: ServerResponse): void {
    this.#handedOn += 1;
    const onward = ask(
      {
        host: '127.0.0.1',
        port: this.#portalPort,
        method: request.method,
        path: request.url,
        headers: request.headers,
      },
      answer => {
        response.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  }
}
