import {
  createServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { NO_FAULTS, type Faults } from './Faults.ts';
import { ProxiedConnection, type Target } from './ProxiedConnection.ts';

const LISTEN_TRIES = 50;

export interface TcpFaultProxyOptions {
  readonly target: Target;
}

/**
 * A TCP proxy that can break: each call adds a fault to those that are set, at
 * once and for open connections too, and `healthy` takes all away.
 */
export class TcpFaultProxy {
  readonly #target: Target;
  readonly #connections = new Set<ProxiedConnection>();
  readonly #open = new Set<ProxiedConnection>();
  #server: Server | undefined;
  #listening = Promise.resolve();
  #faults: Faults = NO_FAULTS;
  #accepted = 0;
  #port = 0;

  private constructor(target: Target) {
    this.#target = target;
  }

  static async start(options: TcpFaultProxyOptions): Promise<TcpFaultProxy> {
    const proxy = new TcpFaultProxy(options.target);
    await proxy.healthy();
    return proxy;
  }

  /** On 127.0.0.1. */
  get port(): number {
    return this.#port;
  }

  /** Connections whose client has not hung up. */
  get connections(): number {
    return this.#open.size;
  }

  /** All that were ever made, those that were reset at once too. */
  get accepted(): number {
    return this.#accepted;
  }

  /** Takes all faults away; what was held is delivered. Resolves once it listens. */
  async healthy(): Promise<void> {
    this.#faults = NO_FAULTS;
    this.#connections.forEach(it => it.changed());
    if (!this.#server) {
      this.#server = createServer(
        { allowHalfOpen: true, noDelay: true },
        client => this.#accept(client),
      );
      this.#listening = this.#listen(this.#server);
    }
    await this.#listening;
  }

  /** Keeps each answer so long, more or less by the jitter; their order stays. */
  latency(ms: number, jitterMs = 0): void {
    this.#set({ latencyMs: atLeast(0, ms), jitterMs: atLeast(0, jitterMs) });
  }

  /** In either direction. */
  bandwidth(bytesPerSecond: number): void {
    this.#set({ bytesPerSecond: atLeast(1, bytesPerSecond) });
  }

  /** Accepts and forwards nothing in either direction, not even an end. */
  hang(): void {
    this.#set({ hang: 'all' });
  }

  /**
   * Requests arrive, answers are lost. A connection that lost any is reset when
   * the fault ends.
   */
  hangAnswers(): void {
    this.#set({ hang: 'answers' });
  }

  /** Answers come byte by byte. */
  drip(bytesPerSecond: number): void {
    this.#set({ dripPerSecond: atLeast(0.001, bytesPerSecond) });
  }

  /** Resets open connections, and each new one as soon as it is made. */
  resetPeer(): void {
    this.#set({ reset: true });
    this.#connections.forEach(it => it.reset());
  }

  /** Resets each connection after so many more bytes of answers. */
  limitData(bytes: number): void {
    this.#set({ limit: { bytes: atLeast(0, bytes) } });
  }

  /** Answers come in pieces of so many bytes. */
  slice(bytes: number): void {
    this.#set({ sliceBytes: atLeast(1, bytes) });
  }

  /** Refuses connections and cuts the open ones, until `healthy`. */
  async down(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    this.#connections.forEach(it => it.cut());
    await this.#listening;
    if (server) {
      await new Promise(resolve => {
        server.close(resolve);
      });
    }
  }

  async close(): Promise<void> {
    await this.down();
  }

  #set(change: Partial<Faults>): void {
    this.#faults = { ...this.#faults, ...change };
    this.#connections.forEach(it => it.changed());
  }

  #accept(client: Socket): void {
    this.#accepted += 1;
    if (this.#faults.reset) {
      client.on('error', () => {});
      client.resetAndDestroy();
      return;
    }
    const connection = new ProxiedConnection(
      client,
      this.#target,
      () => this.#faults,
    );
    this.#connections.add(connection);
    this.#open.add(connection);
    connection.onGone(() => this.#open.delete(connection));
    connection.onClosed(() => this.#connections.delete(connection));
  }

  /** Its own port may be the source of somebody's connection for a moment. */
  async #listen(server: Server): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        await new Promise<void>((resolve, reject) => {
          server.once('error', reject);
          server.listen(this.#port, '127.0.0.1', () => {
            server.off('error', reject);
            resolve();
          });
        });
        this.#port = (server.address() as AddressInfo).port;
        return;
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code !== 'EADDRINUSE' || tries === LISTEN_TRIES) {
          throw error;
        }
        await delay(100);
      }
    }
  }
}

function atLeast(min: number, value: number): number {
  if (!(value >= min) || !Number.isFinite(value)) {
    throw new RangeError(`Takes a number from ${min}, not ${value}.`);
  }
  return value;
}
