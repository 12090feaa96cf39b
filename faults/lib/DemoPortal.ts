import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { freePort, ManagedProcess, waitUntil } from 'rig';
import type { Sandbox } from './Sandbox.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const START_MS = 300_000;
/** Shows nothing of what somebody may not see. */
const PERSON = 'ada';
const ALL = {
  tier: 'read-write',
  labels: ['contract', 'sales', 'notes', 'revenue'],
};

export interface DemoPortalOptions {
  readonly sandbox: Sandbox;
  /** Where the sandbox has its own folder. */
  readonly dataDir: string;
  readonly postgresUrl: string;
  /** A cache of this process alone without it. */
  readonly valkeyUrl?: string;
  /** How vendors reach it. */
  readonly publicUrl: string;
  /** Under `customer360`, beside what the demo has. */
  readonly customer360: object;
  /** Tells its files from those of others. */
  readonly name: string;
}

/** The portal as it is shipped, with the vendors of the sandbox, on PostgreSQL. */
export class DemoPortal {
  readonly url: string;
  readonly process: ManagedProcess;

  private constructor(url: string, process: ManagedProcess) {
    this.url = url;
    this.process = process;
  }

  static async start(options: DemoPortalOptions): Promise<DemoPortal> {
    const { dataDir, name, sandbox } = options;
    const port = await freePort();
    const config = `${dataDir}/${name}.json`;
    await writeFile(config, JSON.stringify(configOf(options, port)));
    const { vendors } = sandbox;
    const url = `http://localhost:${port}`;
    const process = await ManagedProcess.start({
      args: [
        '--require',
        `${ROOT}node_modules/@backstage/cli/config/nodeTransform.cjs`,
        'src/index.ts',
        '--config',
        `${ROOT}app-config.yaml`,
        '--config',
        config,
      ],
      cwd: `${ROOT}packages/backend`,
      env: {
        NODE_ENV: 'development',
        LOG_LEVEL: 'warn',
        CUSTOMER_360_PORT: String(port),
        CUSTOMER_360_DATA_DIR: dataDir,
        CUSTOMER_360_STRIPE_URL: vendors.stripe,
        CUSTOMER_360_HUBSPOT_URL: vendors.hubspot,
        CUSTOMER_360_ZENDESK_URL: vendors.zendesk,
      },
      readyUrl: `${url}/.backstage/health/v1/readiness`,
      readyTimeoutMs: START_MS,
      graceMs: 20_000,
    });
    return new DemoPortal(url, process);
  }

  /** Signed in as somebody who sees everything of everybody. */
  async visit(): Promise<DemoVisitor> {
    let token: string | undefined;
    await waitUntil(
      async () => {
        const answer = await fetch(`${this.url}/api/auth/demo/refresh`, {
          headers: { 'x-demo-user': PERSON },
        });
        const body = (await answer.json()) as {
          backstageIdentity?: { token: string };
        };
        token = body.backstageIdentity?.token;
        return token !== undefined;
      },
      { timeoutMs: START_MS, everyMs: 500 },
    );
    return new DemoVisitor(this.url, `Bearer ${token}`);
  }

  stop(): Promise<void> {
    return this.process.stop();
  }
}

/** Who looks at customers of the demo. */
export class DemoVisitor {
  readonly #url: string;
  readonly #authorization: string;

  constructor(url: string, authorization: string) {
    this.#url = url;
    this.#authorization = authorization;
  }

  async get(path: string): Promise<unknown> {
    const { status, text } = await this.#ask(path);
    assert.equal(status, 200, text);
    return JSON.parse(text);
  }

  view(customer: string): Promise<unknown> {
    return this.get(viewPath(customer));
  }

  /** As `view`; undefined where a portal that is too busy says so. */
  async glance(customer: string): Promise<unknown> {
    const { status, text } = await this.#ask(viewPath(customer));
    if (status === 503) {
      return undefined;
    }
    assert.equal(status, 200, text);
    return JSON.parse(text);
  }

  /** Names of all customers, when so many are there. */
  async customers(count: number): Promise<string[]> {
    const names = async () => {
      const { items } = (await this.get(
        `/api/catalog/entities/by-query?filter=kind=customer&limit=${
          count + 1
        }&fields=metadata.name`,
      )) as { items: Array<{ metadata: { name: string } }> };
      return items.map(({ metadata }) => metadata.name);
    };
    await waitUntil(async () => (await names()).length === count, {
      timeoutMs: START_MS,
      everyMs: 500,
    });
    return names();
  }

  async #ask(path: string): Promise<{ status: number; text: string }> {
    const answer = await fetch(this.#url + path, {
      headers: { authorization: this.#authorization },
    });
    return { status: answer.status, text: await answer.text() };
  }
}

function viewPath(customer: string): string {
  return `/api/customer-360/v1/customers/default/${customer}/view`;
}

function configOf(options: DemoPortalOptions, port: number): object {
  const { customer360, dataDir, name, postgresUrl, publicUrl, valkeyUrl } =
    options;
  return {
    backend: {
      listen: { host: '127.0.0.1', port },
      database: { client: 'pg', connection: postgresUrl },
    },
    customer360: {
      roles: {
        everything: {
          members: ['group:default/platform'],
          own: ALL,
          team: ALL,
          others: ALL,
        },
      },
      limits: { reads: { perMinute: 1_000_000 } },
      ledger: { heads: { file: `${dataDir}/${name}.heads.jsonl` } },
      webhooks: { publicUrl },
      ...(valkeyUrl && { cache: { valkey: { url: valkeyUrl } } }),
      ...customer360,
    },
  };
}
