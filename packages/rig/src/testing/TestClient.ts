import { connect, type Socket } from 'node:net';
import { waitUntil } from '../waitUntil.ts';

/** A connection that remembers what came of it. */
export class TestClient {
  readonly socket: Socket;
  readonly chunks: Buffer[] = [];
  ended = false;
  /** The code of the error that ended it. */
  error = '';

  constructor(port: number) {
    this.socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.socket.on('data', bytes => this.chunks.push(bytes as Buffer));
    this.socket.on('end', () => {
      this.ended = true;
    });
    this.socket.on('error', (error: NodeJS.ErrnoException) => {
      this.error = error.code ?? error.message;
    });
  }

  text(): string {
    return Buffer.concat(this.chunks).toString();
  }

  /** Resolves when as much has come back as was sent. */
  async ask(text: string): Promise<void> {
    const expected = this.#bytes() + Buffer.byteLength(text);
    this.socket.write(text);
    await waitUntil(() => this.#bytes() >= expected);
  }

  #bytes(): number {
    return this.chunks.reduce((sum, it) => sum + it.length, 0);
  }
}
