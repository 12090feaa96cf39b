import type { Portal } from 'rig';

/** An instance that is killed again and again, and started at the same address. */
export class MortalPortal {
  readonly api: string;
  readonly #start: () => Promise<Portal>;
  #portal?: Portal;

  /** @param start - starts it at the port */
  constructor(port: number, start: () => Promise<Portal>) {
    this.api = `http://127.0.0.1:${port}/api/customer-360/v1`;
    this.#start = start;
  }

  /** Resolves when it serves. */
  async start(): Promise<void> {
    this.#portal = await this.#start();
  }

  /** At once, with SIGKILL. */
  async kill(): Promise<void> {
    await this.#portal?.process.kill();
    this.#portal = undefined;
  }
}
