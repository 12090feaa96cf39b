import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const START_LIMIT_MS = 600_000;

export interface Portal {
  /** `http://localhost:…` */
  readonly url: string;
  /** The sandbox's control API. */
  readonly control: string;
  /** Its data folder; logs are in `logs/`. */
  readonly data: string;
  stop(): Promise<void>;
}

/**
 * Starts the demo as a newcomer does, on ports and data of its own, so that a
 * demo that is already running is left alone.
 */
export async function startPortal(): Promise<Portal> {
  const data = await mkdtemp(join(tmpdir(), 'customer-360-e2e-'));
  const [portal, sandbox] = await freePorts();
  const child = spawn(process.execPath, ['scripts/launch.mjs', 'start'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      CUSTOMER_360_PORT: String(portal),
      CUSTOMER_360_SANDBOX_PORT: String(sandbox),
      CUSTOMER_360_DATA_DIR: data,
    },
  });
  let output = '';
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = new Promise(resolve => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    }
    await rm(data, { recursive: true, force: true });
  };
  await new Promise<void>((resolve, reject) => {
    const limit = setTimeout(
      () => reject(new Error(`The demo did not start in time:\n${output}`)),
      START_LIMIT_MS,
    );
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('is running at')) {
        clearTimeout(limit);
        resolve();
      }
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', code => {
      clearTimeout(limit);
      reject(new Error(`The demo ended with code ${code}:\n${output}`));
    });
  }).catch(async error => {
    await stop();
    throw error;
  });
  return {
    url: `http://localhost:${portal}`,
    control: `http://127.0.0.1:${sandbox}`,
    data,
    stop,
  };
}

/** A port for the portal, and the first of a free row for the sandbox. */
export async function freePorts(): Promise<[number, number]> {
  for (let base = 21_000; base < 29_000; base += 10) {
    const row = [base, base + 1, base + 2, base + 3, base + 4];
    const free = await Promise.all(row.map(isFree));
    if (free.every(Boolean)) {
      return [base, base + 1];
    }
  }
  throw new Error('No five free ports in a row between 21000 and 29000');
}

function isFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
