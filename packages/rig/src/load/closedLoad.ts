import { LoadClient } from './LoadClient.ts';
import type { LoadOptions, LoadResult } from './LoadOptions.ts';

/** So many callers, each of whom asks again as soon as it is answered. */
export async function closedLoad(options: LoadOptions): Promise<LoadResult> {
  const client = new LoadClient(options);
  const requests = options.requests[Symbol.iterator]();
  let failed = false;
  const caller = async () => {
    try {
      for (let it = requests.next(); !it.done; it = requests.next()) {
        await client.send(it.value);
        if (failed) {
          return;
        }
      }
    } catch (error) {
      // The others must not go on for whoever was told already.
      failed = true;
      throw error;
    }
  };
  try {
    await Promise.all(Array.from({ length: options.concurrency }, caller));
    return client.result();
  } finally {
    client.close();
  }
}
