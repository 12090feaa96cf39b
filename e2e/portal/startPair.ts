import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, ManagedProcess, PostgresServer, RedisServer } from 'rig';
import { freePorts } from './startPortal.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const START_MS = 240_000;

/** Two instances of one portal. */
export interface Pair {
  /** Where people are. */
  readonly url: string;
  /** Where the vendors' webhooks arrive. */
  readonly other: string;
  /** The sandbox's control API. */
  readonly control: string;
  stop(): Promise<void>;
}

/**
 * Starts the demo as two instances on a PostgreSQL and a Redis of their own. It
 * takes the frontend that the demo was built with.
 */
export async function startPair(): Promise<Pair> {
  const data = await mkdtemp(join(tmpdir(), 'customer-360-pair-'));
  const ends: Array<() => Promise<unknown>> = [
    () => rm(data, { recursive: true, force: true }),
  ];
  const stop = async () => {
    for (const end of ends.reverse()) {
      await end();
    }
  };
  const keep = async <T extends { stop(): Promise<unknown> }>(
    started: Promise<T>,
  ): Promise<T> => {
    const it = await started;
    ends.push(() => it.stop());
    return it;
  };
  try {
    const [first, sandbox] = await freePorts();
    const second = await freePort();
    const url = `http://localhost:${first}`;
    const other = `http://localhost:${second}`;
    const postgres = await keep(PostgresServer.start({ maxConnections: 300 }));
    const redis = await keep(RedisServer.start());
    await keep(startSandbox(sandbox, data, other));
    for (const port of [first, second]) {
      await keep(
        startInstance(port, {
          CUSTOMER_360_PORT: String(port),
          CUSTOMER_360_DATA_DIR: data,
          CUSTOMER_360_STRIPE_URL: `http://127.0.0.1:${sandbox + 1}`,
          CUSTOMER_360_HUBSPOT_URL: `http://127.0.0.1:${sandbox + 2}`,
          CUSTOMER_360_ZENDESK_URL: `http://127.0.0.1:${sandbox + 3}`,
          CUSTOMER_360_PAIR_POSTGRES: postgres.url(),
          CUSTOMER_360_PAIR_VALKEY: redis.url,
          CUSTOMER_360_PAIR_HEADS: join(data, `heads-${port}.jsonl`),
        }),
      );
    }
    return { url, other, control: `http://127.0.0.1:${sandbox}`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function startSandbox(
  port: number,
  data: string,
  webhooks: string,
): Promise<ManagedProcess> {
  return ManagedProcess.start({
    args: [
      'packages/sandbox/src/main.ts',
      '--data',
      join(data, 'sandbox'),
      '--port',
      String(port),
      '--webhooks',
      webhooks,
    ],
    cwd: ROOT,
    readyUrl: `http://127.0.0.1:${port}/health`,
    readyTimeoutMs: START_MS,
  });
}

function startInstance(
  port: number,
  env: Record<string, string>,
): Promise<ManagedProcess> {
  return ManagedProcess.start({
    args: [
      '--require',
      join(ROOT, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
      'src/index.ts',
      '--config',
      join(ROOT, 'app-config.yaml'),
      '--config',
      join(ROOT, 'e2e/portal/pair.yaml'),
    ],
    cwd: join(ROOT, 'packages/backend'),
    env: { ...env, NODE_ENV: 'development' },
    ready: async () => {
      const url = `http://127.0.0.1:${port}/.backstage/health/v1/readiness`;
      const { ok } = await fetch(url).catch(() => ({ ok: false }));
      return ok;
    },
    readyTimeoutMs: START_MS,
    graceMs: 30_000,
  });
}
