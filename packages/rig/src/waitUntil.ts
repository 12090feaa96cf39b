import { setTimeout as delay } from 'node:timers/promises';

export interface WaitOptions {
  /** 10 seconds without it. */
  readonly timeoutMs?: number;
  /** Pause between two looks, 20 ms without it. */
  readonly everyMs?: number;
}

const TIMED_OUT = Symbol('timed out');

/**
 * Waits until the condition gives something truthy, and gives that. A condition
 * that throws is asked again; its last error is the cause of the failure.
 */
export async function waitUntil<T>(
  condition: () => T | Promise<T>,
  options: WaitOptions = {},
): Promise<T> {
  const { timeoutMs = 10_000, everyMs = 20 } = options;
  const limit = performance.now() + timeoutMs;
  let cause: unknown;
  do {
    try {
      const left = Math.max(1, limit - performance.now());
      const value = await within(condition, left);
      if (value === TIMED_OUT) {
        break;
      }
      cause = undefined;
      if (value) {
        return value;
      }
    } catch (error) {
      cause = error;
    }
    await delay(everyMs);
  } while (performance.now() < limit);
  throw new Error(`Not so within ${timeoutMs} ms: ${condition}`, { cause });
}

/** Whoever waits must be told even when the condition itself never answers. */
async function within<T>(
  condition: () => T | Promise<T>,
  ms: number,
): Promise<T | typeof TIMED_OUT> {
  const ended = new AbortController();
  try {
    return await Promise.race([
      condition(),
      delay(ms, TIMED_OUT, { signal: ended.signal }) as Promise<
        typeof TIMED_OUT
      >,
    ]);
  } finally {
    ended.abort();
  }
}
