import { fileURLToPath } from 'node:url';
import { ManagedProcess } from '../process/ManagedProcess.ts';
import type { Vendor } from './Vendor.ts';

const PROGRAM = fileURLToPath(
  new URL('./fakeVendorProcess.ts', import.meta.url),
);

/** A fake vendor whose work is not done by the process that measures. */
export interface FakeVendorProcess extends Vendor {
  readonly process: ManagedProcess;
}

export async function startFakeVendorProcess(
  options: { port?: number } = {},
): Promise<FakeVendorProcess> {
  const child = await ManagedProcess.start({
    args: [PROGRAM, String(options.port ?? 0)],
    readyLine: /^ready (\S+)$/,
  });
  const url = child.readyMatch![1];
  return {
    url,
    process: child,
    control: change => ask(`${url}/control`, change),
    write: async address => {
      const { version } = await ask<{ version: number }>(
        `${url}/control/write`,
        address,
      );
      return version;
    },
    calls: () => ask(`${url}/control/calls`),
    reset: async () => {
      await ask(`${url}/control/reset`, {});
    },
    stop: () => child.stop(),
  };
}

async function ask<T>(url: string, body?: object): Promise<T> {
  const answer = await fetch(
    url,
    body && { method: 'POST', body: JSON.stringify(body) },
  );
  const value = (await answer.json()) as T & { error?: string };
  if (!answer.ok) {
    throw new RangeError(value.error);
  }
  return value;
}
