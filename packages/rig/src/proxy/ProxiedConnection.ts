import { connect, type Socket } from 'node:net';
import type { Faults } from './Faults.ts';
import { Lane } from './Lane.ts';

export interface Target {
  readonly host: string;
  readonly port: number;
}

/** A client's connection and the one that it is forwarded to. */
export class ProxiedConnection {
  readonly #client: Socket;
  readonly #server: Socket;
  readonly #lanes: readonly Lane[];

  constructor(client: Socket, target: Target, faults: () => Faults) {
    const server = connect({ ...target, allowHalfOpen: true, noDelay: true });
    const reset = () => this.reset();
    // Each 'close' tells of it too, and in its turn.
    client.on('error', () => {});
    server.on('error', () => {});
    this.#client = client;
    this.#server = server;
    this.#lanes = [
      new Lane({
        from: client,
        to: server,
        carries: 'requests',
        faults,
        reset,
      }),
      new Lane({ from: server, to: client, carries: 'answers', faults, reset }),
    ];
  }

  /** Called when the client has hung up, or was. */
  onGone(listener: () => void): void {
    this.#client.once('end', listener);
    this.#client.once('close', listener);
  }

  onClosed(listener: () => void): void {
    const closed = () => {
      if (this.#client.closed && this.#server.closed) {
        listener();
      }
    };
    this.#client.once('close', closed);
    this.#server.once('close', closed);
  }

  changed(): void {
    this.#lanes.forEach(lane => lane.changed());
  }

  reset(): void {
    this.#client.resetAndDestroy();
    if (this.#server.connecting) {
      this.#server.destroy();
    } else {
      this.#server.resetAndDestroy();
    }
  }

  /** As when the process behind it ends. */
  cut(): void {
    this.#client.destroy();
    this.#server.destroy();
  }
}
