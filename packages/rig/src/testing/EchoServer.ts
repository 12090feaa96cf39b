import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** Answers all bytes with themselves, and knows what it got. */
export class EchoServer {
  readonly sockets: Socket[] = [];
  readonly chunks: Buffer[] = [];
  readonly #server = createServer(
    { allowHalfOpen: true, noDelay: true },
    socket => this.#accept(socket),
  );

  static async start(): Promise<EchoServer> {
    const echo = new EchoServer();
    echo.#server.listen(0, '127.0.0.1');
    await once(echo.#server, 'listening');
    return echo;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** What it got, of all connections. */
  text(): string {
    return Buffer.concat(this.chunks).toString();
  }

  async close(): Promise<void> {
    this.sockets.forEach(it => it.destroy());
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }

  #accept(socket: Socket): void {
    this.sockets.push(socket);
    socket.on('error', () => {});
    socket.on('data', bytes => {
      this.chunks.push(bytes as Buffer);
      socket.write(bytes);
    });
    socket.on('end', () => socket.end());
  }
}
