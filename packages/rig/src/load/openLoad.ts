import { setTimeout as delay } from 'node:timers/promises';
import { LoadClient } from './LoadClient.ts';
import type { LoadOptions, LoadResult } from './LoadOptions.ts';

export interface OpenLoadOptions extends LoadOptions {
  readonly perSecond: number;
}

/**
 * So many requests a second, whether or not the ones before are answered. A
 * latency counts from the moment a request was due, so that a slow server
 * cannot hide by keeping callers from asking.
 */
export async function openLoad(options: OpenLoadOptions): Promise<LoadResult> {
  const { perSecond } = options;
  if (!(perSecond > 0)) {
    throw new RangeError('An open load has requests per second.');
  }
  const client = new LoadClient(options);
  const open = new Set<Promise<void>>();
  const failures: unknown[] = [];
  try {
    let dueAt = performance.now();
    for (const request of options.requests) {
      const wait = dueAt - performance.now();
      if (wait > 0) {
        await delay(Math.ceil(wait));
      }
      if (failures.length > 0) {
        break;
      }
      const sent: Promise<void> = client
        .send(request, dueAt)
        .catch(error => void failures.push(error))
        .finally(() => open.delete(sent));
      open.add(sent);
      dueAt += 1000 / perSecond;
    }
    await Promise.all(open);
    if (failures.length > 0) {
      throw failures[0];
    }
    return client.result();
  } finally {
    client.close();
  }
}
