import type { LoggerService } from '@backstage/backend-plugin-api';
import { createHash } from 'node:crypto';
import Valkey, { Command } from 'iovalkey';
import { once } from 'node:events';

/** Behind the patience of those who ask: so that no command is kept for ever. */
const COMMAND_MS = 500;
const LONGEST_RECONNECT_MS = 500;
/** A start is not held up by a cache that is away. */
const FIRST_CONNECTION_MS = 1_000;

/**
 * One connection to Valkey or Redis that never makes anybody wait long: a
 * command that cannot be sent fails at once, one that is not answered soon
 * fails too, and the connection comes back by itself within half a second of
 * the server.
 */
export class ValkeyConnection {
  readonly client: Valkey;
  readonly #hashes = new Map<string, string>();
  #gathering = false;

  constructor(options: { url: string; logger: LoggerService }) {
    this.client = new Valkey(options.url, {
      commandTimeout: COMMAND_MS,
      connectTimeout: 1_000,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      enableAutoPipelining: true,
      retryStrategy: attempt => Math.min(50 * attempt, LONGEST_RECONNECT_MS),
      reconnectOnError: () => false,
      keepAlive: 5_000,
    });
    let reachable: boolean | undefined;
    this.client.on('ready', () => {
      if (reachable === false) {
        options.logger.info('The shared cache answers again');
      }
      reachable = true;
    });
    // Without a listener an error would end the process. What it says may hold
    // the address with its password, so it is not logged.
    this.client.on('error', () => {
      if (reachable !== false) {
        options.logger.warn(
          'The shared cache does not answer; each instance reads and caches for itself',
        );
      }
      reachable = false;
    });
  }

  /** Waits for the first connection, or for a moment; never rejects. */
  async connected(): Promise<void> {
    if (!this.ready) {
      const signal = AbortSignal.timeout(FIRST_CONNECTION_MS);
      await once(this.client, 'ready', { signal }).catch(() => undefined);
    }
  }

  /** True while commands can be sent. */
  get ready(): boolean {
    return this.client.status === 'ready';
  }

  /** Runs a script by its hash, sending it only where the server forgot it. */
  async run(
    script: string,
    keys: readonly string[],
    args: ReadonlyArray<string | number | Buffer>,
  ): Promise<unknown> {
    let hash = this.#hashes.get(script);
    if (!hash) {
      hash = createHash('sha1').update(script).digest('hex');
      this.#hashes.set(script, hash);
    }
    const rest = [keys.length, ...keys, ...args];
    try {
      return await this.#send('EVALSHA', [hash, ...rest]);
    } catch (error) {
      if (error instanceof Error && error.message.startsWith('NOSCRIPT')) {
        return this.#send('EVAL', [script, ...rest]);
      }
      throw error;
    }
  }

  /** Answers come as buffers: a reading is no text. */
  #send(name: string, args: Array<string | number | Buffer>): Promise<unknown> {
    this.#gather();
    return this.client.sendCommand(
      new Command(name, args, { replyEncoding: null }),
    ) as Promise<unknown>;
  }

  /** Commands of one turn of the event loop go out in one packet. */
  #gather(): void {
    if (!this.#gathering) {
      const { stream } = this.client;
      this.#gathering = true;
      stream.cork();
      process.nextTick(() => {
        this.#gathering = false;
        stream.uncork();
      });
    }
  }

  async close(): Promise<void> {
    this.client.disconnect();
  }
}
