import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One address for several instances, which take turns. */
export class Balancer {
  readonly #server: Server;
  #targets: readonly string[] = [];
  #turn = 0;

  private constructor() {
    this.#server = createServer((incoming, outgoing) => {
      const target = this.#targets[this.#turn++ % this.#targets.length];
      if (target === undefined) {
        outgoing.writeHead(502).end();
        return;
      }
      const forwarded = request(
        target + incoming.url,
        { method: incoming.method, headers: incoming.headers },
        answer => {
          outgoing.writeHead(answer.statusCode!, answer.headers);
          answer.pipe(outgoing);
        },
      );
      forwarded.on('error', () => {
        if (!outgoing.headersSent) {
          outgoing.writeHead(502);
        }
        outgoing.end();
      });
      incoming.pipe(forwarded);
    });
  }

  static async start(): Promise<Balancer> {
    const balancer = new Balancer();
    await new Promise<void>(resolve => {
      balancer.#server.listen(0, '127.0.0.1', resolve);
    });
    return balancer;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** Who takes requests from now on; answers 502 before. */
  serve(targets: readonly string[]): void {
    this.#targets = targets;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }
}
