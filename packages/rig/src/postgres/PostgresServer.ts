import { join } from 'node:path';
import { freePort } from '../freePort.ts';
import { ManagedProcess } from '../process/ManagedProcess.ts';
import { childrenOf, stateOf } from '../process/processTable.ts';
import { signalProcess } from '../process/signalProcess.ts';
import { waitUntil } from '../waitUntil.ts';
import { DataDirectory } from './DataDirectory.ts';
import { findPostgres } from './findPostgres.ts';

const START_TRIES = 3;

export interface PostgresServerOptions {
  /** Whether a commit is on disk before it is answered; true without it. */
  readonly fsync?: boolean;
  /** 100 without it. */
  readonly maxConnections?: number;
  /** `32MB` without it. */
  readonly sharedBuffers?: string;
  /** Further settings by name. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A PostgreSQL server with a data directory of its own. Its user is `postgres`, without a password. */
export class PostgresServer {
  readonly port: number;
  readonly #binaries: string;
  readonly #directory: DataDirectory;
  readonly #options: PostgresServerOptions;
  #process: ManagedProcess | undefined;

  private constructor(
    port: number,
    binaries: string,
    directory: DataDirectory,
    options: PostgresServerOptions,
  ) {
    this.port = port;
    this.#binaries = binaries;
    this.#directory = directory;
    this.#options = options;
  }

  /** Whether there is a server that can be started. */
  static find(): boolean {
    return findPostgres() !== undefined;
  }

  static async start(
    options: PostgresServerOptions = {},
  ): Promise<PostgresServer> {
    const binaries = findPostgres();
    if (!binaries) {
      throw new Error('There is no initdb and postgres here');
    }
    const directory = await DataDirectory.create(binaries);
    for (let tries = 1; ; tries += 1) {
      const port = await freePort();
      const server = new PostgresServer(port, binaries, directory, options);
      try {
        await server.#start();
        return server;
      } catch (error) {
        // Somebody else may have taken the port meanwhile.
        if (tries === START_TRIES) {
          await directory.remove();
          throw error;
        }
      }
    }
  }

  /** The database need not be there; `postgres` always is. */
  url(database = 'postgres'): string {
    return `postgres://postgres@127.0.0.1:${this.port}/${database}`;
  }

  get running(): boolean {
    return this.#process?.running ?? false;
  }

  /** The postmaster, for its output; another one after each restart. */
  get process(): ManagedProcess | undefined {
    return this.#process;
  }

  /** As when the machine loses its power, but for what the system still writes. */
  async kill(): Promise<void> {
    const postmaster = this.#process;
    if (!postmaster?.running) {
      return;
    }
    const children = this.#freezeAll(postmaster);
    children.forEach(pid => signalProcess(pid, 'SIGKILL'));
    await postmaster.kill();
    await waitUntil(() => children.every(pid => !stateOf(pid)));
  }

  /** Connections are accepted and kept, and nothing is answered. */
  freeze(): void {
    if (this.#process) {
      this.#freezeAll(this.#process);
    }
  }

  thaw(): void {
    const postmaster = this.#process;
    if (postmaster?.running) {
      childrenOf(postmaster.pid).forEach(it => signalProcess(it, 'SIGCONT'));
      postmaster.thaw();
    }
  }

  /** On the same port, with the data that was committed. */
  async restart(): Promise<void> {
    await this.#end();
    await this.#start();
  }

  /** Cuts its connections, ends and removes its directory. */
  async stop(): Promise<void> {
    await this.#end();
    await this.#directory.remove();
  }

  async #end(): Promise<void> {
    this.thaw();
    await this.#process?.stop();
  }

  /** The postmaster first: stopped, it starts no further children. */
  #freezeAll(postmaster: ManagedProcess): number[] {
    postmaster.freeze();
    const children = childrenOf(postmaster.pid);
    children.forEach(pid => signalProcess(pid, 'SIGSTOP'));
    return children;
  }

  async #start(): Promise<void> {
    const { path, user } = this.#directory;
    const settings = {
      listen_addresses: '127.0.0.1',
      port: String(this.port),
      unix_socket_directories: '',
      fsync: this.#options.fsync === false ? 'off' : 'on',
      max_connections: String(this.#options.maxConnections ?? 100),
      shared_buffers: this.#options.sharedBuffers ?? '32MB',
      ...this.#options.settings,
    };
    this.#process = await ManagedProcess.start({
      command: join(this.#binaries, 'postgres'),
      args: [
        ...['-D', path],
        ...Object.entries(settings).flatMap(([name, value]) => [
          '-c',
          `${name}=${value}`,
        ]),
      ],
      cwd: path,
      folder: path,
      user,
      readyLine: /database system is ready to accept connections/,
      readyTimeoutMs: 60_000,
      // Does not wait until all clients have gone, as SIGTERM does.
      stopSignal: 'SIGINT',
      // What is not on disk yet has to be written.
      graceMs: 30_000,
    });
  }
}
