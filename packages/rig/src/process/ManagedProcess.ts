import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { endWithParent } from './endWithParent.ts';
import { OutputTail } from './OutputTail.ts';
import { untilReady, type ReadyOptions } from './untilReady.ts';
import { signalProcess } from './signalProcess.ts';

export interface ManagedProcessOptions extends ReadyOptions {
  /** The node that runs this without one. */
  readonly command?: string;
  readonly args?: readonly string[];
  /** Laid over this process's own; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** Removed when this process ends without having stopped it. */
  readonly folder?: string;
  readonly user?: { readonly uid: number; readonly gid: number };
  /** What asks it to end in order, SIGTERM without it. */
  readonly stopSignal?: NodeJS.Signals;
  /** How long it may take to end in order before it is killed, 5 s without it. */
  readonly graceMs?: number;
}

/** A child process that tells when it is ready and ends with this one. */
export class ManagedProcess {
  readonly #child: ChildProcess;
  readonly #options: ManagedProcessOptions;
  readonly #output = new OutputTail();
  readonly #ended: Promise<unknown>;
  #readyMatch: RegExpExecArray | undefined;
  #frozen = false;

  private constructor(child: ChildProcess, options: ManagedProcessOptions) {
    this.#child = child;
    this.#options = options;
    this.#ended = once(child, 'exit');
    this.#ended.catch(() => {});
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) {
        this.#output.read(stream);
      }
    }
  }

  /** Resolves when it is ready; what was started is gone when it rejects. */
  static async start(options: ManagedProcessOptions): Promise<ManagedProcess> {
    const child = spawn(
      options.command ?? process.execPath,
      options.args ?? [],
      {
        cwd: options.cwd,
        env: { ...process.env, ...options.env },
        ...options.user,
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const managed = new ManagedProcess(child, options);
    await once(child, 'spawn');
    const release = endWithParent(managed.pid, options.folder);
    child.once('exit', release);
    try {
      managed.#readyMatch = await untilReady(options, managed.#output, child);
    } catch (error) {
      await managed.kill();
      // What it said last, which may explain it, can come after its end.
      await Promise.race([once(child, 'close'), delay(500)]);
      const tail = managed.lines.slice(-20).join('\n');
      throw new Error(`${(error as Error).message}\n${tail}`);
    }
    managed.#unref();
    return managed;
  }

  get pid(): number {
    return this.#child.pid!;
  }

  get running(): boolean {
    return this.exitCode === null && this.signalCode === null;
  }

  /** Null while it runs, and when a signal ended it. */
  get exitCode(): number | null {
    return this.#child.exitCode;
  }

  get signalCode(): NodeJS.Signals | null {
    return this.#child.signalCode;
  }

  get frozen(): boolean {
    return this.#frozen;
  }

  /** The last 200 lines of its output and its errors. */
  get lines(): readonly string[] {
    return this.#output.lines;
  }

  /** What the line that told that it is ready was found to hold. */
  get readyMatch(): RegExpExecArray | undefined {
    return this.#readyMatch;
  }

  onLine(listener: (line: string) => void): () => void {
    return this.#output.onLine(listener);
  }

  /** Sends a signal that need not end it. */
  signal(signal: NodeJS.Signals): void {
    // The id of a process that has ended may be another's by now.
    if (this.running) {
      signalProcess(this.pid, signal);
    }
  }

  /** Resolves when the process has ended. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    this.signal(signal);
    await this.exited();
  }

  /** It keeps its sockets and memory, and does nothing. */
  freeze(): void {
    this.#frozen = true;
    this.signal('SIGSTOP');
  }

  thaw(): void {
    this.#frozen = false;
    this.signal('SIGCONT');
  }

  async exited(): Promise<void> {
    if (this.running) {
      this.#child.ref();
      await this.#ended;
    }
  }

  /** Asks it to end, and kills it when it does not within the grace. */
  async stop(): Promise<void> {
    const { stopSignal = 'SIGTERM', graceMs = 5000 } = this.#options;
    this.signal(stopSignal);
    // One that is frozen gets the other signal only when it runs again.
    this.thaw();
    const timer = setTimeout(() => this.signal('SIGKILL'), graceMs);
    await this.exited();
    clearTimeout(timer);
  }

  /** Whoever forgets to stop it must be able to end nevertheless. */
  #unref(): void {
    this.#child.unref();
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      (stream as unknown as { unref?(): void } | null)?.unref?.();
    }
  }
}
