import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { exchangeSchema, type Exchange } from '../Exchange';
import { projectRoot } from './projectRoot';

const PORT = 20_700;
const LIMIT_MS = 120_000;

export interface Sandbox {
  /** Address of its control API. */
  control: string;
  /** Base address by vendor. */
  vendors: Record<string, string>;
  /** Holds all that the sandbox writes, as the demo's data folder does. */
  dataDir: string;
  /** The demo's customers, as catalog YAML. */
  catalogFile: string;
  /**
   * What was recorded since it was taken last. The sandbox keeps so many and
   * drops the oldest: to be taken often enough.
   */
  takeExchanges(): Promise<Exchange[]>;
  stop(): Promise<void>;
}

/** Starts the sandbox as a program of its own, which is how it is used. */
export async function startSandbox(): Promise<Sandbox> {
  const dataDir = await mkdtemp(join(tmpdir(), 'customer-360-contract-'));
  const written = join(dataDir, 'sandbox');
  const child = spawn(
    process.execPath,
    [
      join(projectRoot(), 'packages/sandbox/src/main.ts'),
      '--data',
      written,
      '--port',
      String(PORT),
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const control = `http://127.0.0.1:${PORT}`;
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = new Promise(done => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
    }
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await untilHealthy(control, () => child.exitCode !== null);
    const { vendors } = z
      .object({ vendors: z.record(z.string(), z.string()) })
      .parse(await call(`${control}/endpoints`));
    await call(`${control}/recordings`, 'POST', { enabled: true });
    return {
      control,
      vendors,
      dataDir,
      catalogFile: join(written, 'customers.yaml'),
      takeExchanges: async () => {
        const { exchanges } = z
          .object({ exchanges: z.array(exchangeSchema) })
          .parse(await call(`${control}/recordings`));
        await call(`${control}/recordings`, 'DELETE');
        return exchanges;
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function call(
  url: string,
  method = 'GET',
  body?: object,
): Promise<unknown> {
  const answer = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  if (!answer.ok) {
    throw new Error(`The sandbox answers ${answer.status} to ${method} ${url}`);
  }
  const text = await answer.text();
  return text === '' ? undefined : JSON.parse(text);
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
