import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBinary } from '../findBinary.ts';
import { freePort } from '../freePort.ts';
import { ManagedProcess } from '../process/ManagedProcess.ts';
import type { RespValue } from './readReply.ts';
import { respCall } from './respCall.ts';

/** Nobody listens on it, and no program is given it by chance. */
const DEAD_PORT = 1;
const START_TRIES = 3;

export interface RedisServerOptions {
  /** Further words of its command line. */
  readonly args?: readonly string[];
}

/** A Redis or Valkey server of its own, which keeps nothing. */
export class RedisServer {
  readonly port: number;
  readonly #folder: string;
  readonly #options: RedisServerOptions;
  #process: ManagedProcess | undefined;

  private constructor(
    port: number,
    folder: string,
    options: RedisServerOptions,
  ) {
    this.port = port;
    this.#folder = folder;
    this.#options = options;
  }

  /** Whether there is a server that can be started. */
  static find(): boolean {
    return binary() !== undefined;
  }

  static async start(options: RedisServerOptions = {}): Promise<RedisServer> {
    const folder = await mkdtemp(join(tmpdir(), 'rig-redis-'));
    for (let tries = 1; ; tries += 1) {
      const server = new RedisServer(await freePort(), folder, options);
      try {
        await server.#start();
        return server;
      } catch (error) {
        // Somebody else may have taken the port meanwhile.
        if (tries === START_TRIES) {
          await rm(folder, { recursive: true, force: true });
          throw error;
        }
      }
    }
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  get running(): boolean {
    return this.#process?.running ?? false;
  }

  /** The process, for its output; another one after each restart. */
  get process(): ManagedProcess | undefined {
    return this.#process;
  }

  /** One command; an error of the server rejects as a `RespError`. */
  async call(...words: (string | number)[]): Promise<RespValue> {
    return respCall(words, { port: this.port });
  }

  /** Ends at once, and all data with it. */
  async kill(): Promise<void> {
    await this.#process?.kill();
  }

  /** Connections are accepted and kept, and nothing is answered. */
  freeze(): void {
    this.#process?.freeze();
  }

  thaw(): void {
    this.#process?.thaw();
  }

  /** On the same port, empty, with the limits it was started with. */
  async restart(): Promise<void> {
    await this.kill();
    await this.#start();
  }

  async flush(): Promise<void> {
    await this.call('FLUSHALL');
  }

  /** The fields of one section: `(await info('stats')).total_commands_processed`. */
  async info(section: string): Promise<Record<string, string>> {
    const text = String(await this.call('INFO', section));
    return Object.fromEntries(
      text
        .split('\r\n')
        .filter(line => line.includes(':'))
        .map(line => {
          const [name, ...value] = line.split(':');
          return [name, value.join(':')];
        }),
    );
  }

  /** Beyond it writes fail with OOM and nothing is evicted; 0 takes it away. */
  async setMaxMemory(bytes: number): Promise<void> {
    await this.call('CONFIG', 'SET', 'maxmemory-policy', 'noeviction');
    await this.call('CONFIG', 'SET', 'maxmemory', bytes);
  }

  /** Follows a primary that is not there: reads are answered, writes fail with READONLY. */
  async makeReadOnlyReplica(): Promise<void> {
    await this.call('CONFIG', 'SET', 'replica-read-only', 'yes');
    await this.call('REPLICAOF', '127.0.0.1', DEAD_PORT);
  }

  /** Takes writes again. */
  async promote(): Promise<void> {
    await this.call('REPLICAOF', 'NO', 'ONE');
  }

  async stop(): Promise<void> {
    await this.#process?.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #start(): Promise<void> {
    const command = binary();
    if (!command) {
      throw new Error('There is no redis-server and no valkey-server here');
    }
    this.#process = await ManagedProcess.start({
      command,
      args: [
        ...['--port', String(this.port)],
        ...['--bind', '127.0.0.1'],
        ...['--dir', this.#folder],
        ...['--save', ''],
        ...['--appendonly', 'no'],
        ...(this.#options.args ?? []),
      ],
      folder: this.#folder,
      // Another server on this port would answer as well.
      readyLine: /Ready to accept connections/,
      ready: async () => (await this.call('PING')) === 'PONG',
    });
  }
}

function binary(): string | undefined {
  return findBinary(['redis-server', 'valkey-server']);
}
