import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { exchangeSchema, type Exchange } from '../Exchange';

const MAIN = resolve(__dirname, '../../../sandbox/src/main.ts');
const PORT = 20_700;
const LIMIT_MS = 120_000;

export interface Sandbox {
  /** Base address by vendor. */
  vendors: Record<string, string>;
  /** The demo's customers, as catalog YAML. */
  catalogFile: string;
  record(): Promise<void>;
  exchanges(): Promise<Exchange[]>;
  stop(): Promise<void>;
}

/** Starts the sandbox as a program of its own, which is how it is used. */
export async function startSandbox(): Promise<Sandbox> {
  const data = await mkdtemp(join(tmpdir(), 'customer-360-contract-'));
  const child = spawn(
    process.execPath,
    [MAIN, '--data', data, '--port', String(PORT)],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const control = `http://127.0.0.1:${PORT}`;
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = new Promise(done => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
    }
    await rm(data, { recursive: true, force: true });
  };
  try {
    await untilHealthy(control, () => child.exitCode !== null);
    const { vendors } = z
      .object({ vendors: z.record(z.string(), z.string()) })
      .parse(await (await fetch(`${control}/endpoints`)).json());
    return {
      vendors,
      catalogFile: join(data, 'customers.yaml'),
      record: async () => {
        await fetch(`${control}/recordings`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ enabled: true }),
        });
      },
      exchanges: async () =>
        z
          .object({ recordings: z.array(exchangeSchema) })
          .parse(await (await fetch(`${control}/recordings`)).json())
          .recordings,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function untilHealthy(
  control: string,
  hasEnded: () => boolean,
): Promise<void> {
  const limit = Date.now() + LIMIT_MS;
  while (Date.now() < limit && !hasEnded()) {
    const answer = await fetch(`${control}/health`).catch(() => undefined);
    if (answer?.ok) {
      return;
    }
    await new Promise(done => setTimeout(done, 200));
  }
  throw new Error('The sandbox did not start');
}
