import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Answers ten bytes, with the status and after the milliseconds that the query
 * asks for; `/hang`, `/reset` and `/broken` are never answered whole.
 */
export class LoadedServer {
  connections = 0;
  mostInFlight = 0;
  /** `{method} {path} {header x-n}` of each request. */
  seen: string[] = [];
  #inFlight = 0;
  readonly #server: Server = createServer((request, response) =>
    this.#serve(request, response),
  );

  static async start(): Promise<LoadedServer> {
    const loaded = new LoadedServer();
    loaded.#server.on('connection', () => {
      loaded.connections += 1;
    });
    loaded.#server.listen(0, '127.0.0.1');
    await once(loaded.#server, 'listening');
    return loaded;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  forget(): void {
    this.connections = 0;
    this.mostInFlight = 0;
    this.seen = [];
  }

  async close(): Promise<void> {
    await new Promise(resolve => {
      this.#server.close(resolve);
      this.#server.closeAllConnections();
    });
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url ?? '', this.url);
    this.seen.push(`${request.method} ${pathname} ${request.headers['x-n']}`);
    this.#inFlight += 1;
    this.mostInFlight = Math.max(this.mostInFlight, this.#inFlight);
    response.once('close', () => {
      this.#inFlight -= 1;
    });
    switch (pathname) {
      case '/hang':
        break;
      case '/reset':
        request.socket.resetAndDestroy();
        break;
      case '/broken':
        response.writeHead(200, { 'content-length': 100 });
        response.write('half');
        setTimeout(() => request.socket.destroy(), 20);
        break;
      default:
        response.statusCode = Number(searchParams.get('status') ?? 200);
        setTimeout(
          () => response.end('0123456789'),
          Number(searchParams.get('ms') ?? 0),
        );
    }
  }
}
