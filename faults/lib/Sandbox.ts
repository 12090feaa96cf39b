import { ManagedProcess } from 'rig';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export const VENDORS = ['stripe', 'hubspot', 'zendesk'] as const;

/** What became of one vendor's events. */
export interface DeliveryCounts {
  readonly events: number;
  readonly attempts: number;
  readonly delivered: number;
  readonly duplicated: number;
  readonly failed: number;
  readonly dropped: number;
  readonly lost: number;
  readonly waiting: number;
}

/** The simulated vendors, in a process of their own. */
export class Sandbox {
  readonly #process: ManagedProcess;
  /** Base URLs of the vendors. */
  readonly vendors: Readonly<Record<string, string>>;
  readonly #control: string;

  private constructor(
    process: ManagedProcess,
    control: string,
    vendors: Readonly<Record<string, string>>,
  ) {
    this.#process = process;
    this.#control = control;
    this.vendors = vendors;
  }

  /** @param dataDir - gets `sandbox/`, with its catalog file and product database */
  static async start(options: {
    customers: number;
    dataDir: string;
  }): Promise<Sandbox> {
    const process = await ManagedProcess.start({
      args: [
        `${ROOT}packages/sandbox/src/main.ts`,
        '--port',
        '0',
        '--customers',
        String(options.customers),
        '--data',
        `${options.dataDir}/sandbox`,
      ],
      cwd: ROOT,
      readyLine: /control\S*\s+(http:\/\/\S+)/i,
      readyTimeoutMs: 120_000,
    });
    const control = process.readyMatch![1].replace(/\/$/, '');
    const { vendors } = (await (
      await fetch(`${control}/endpoints`)
    ).json()) as { vendors: Record<string, string> };
    return new Sandbox(process, control, vendors);
  }

  async post<T>(path: string, body: object): Promise<T> {
    const answer = await fetch(this.#control + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) {
      throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    }
    return (await answer.json()) as T;
  }

  /** Of all vendors together. */
  async deliveries(): Promise<DeliveryCounts> {
    const sum: Record<string, number> = {};
    for (const vendor of VENDORS) {
      const answer = await fetch(
        `${this.#control}/webhooks/deliveries?vendor=${vendor}&limit=1`,
      );
      const { counts } = (await answer.json()) as { counts: DeliveryCounts };
      for (const [name, count] of Object.entries(counts)) {
        sum[name] = (sum[name] ?? 0) + count;
      }
    }
    return sum as unknown as DeliveryCounts;
  }

  stop(): Promise<void> {
    return this.#process.stop();
  }
}
