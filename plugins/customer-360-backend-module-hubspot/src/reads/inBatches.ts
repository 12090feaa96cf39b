/** HubSpot's limit of a batch read. */
const BATCH = 100;

/**
 * Asks for many ids, a batch at a time; the batches go at once, and the
 * source's own limits say how many of them really do.
 *
 * @internal
 */
export async function inBatches<T>(
  ids: readonly string[],
  read: (batch: readonly string[]) => Promise<readonly T[]>,
): Promise<T[]> {
  const batches: string[][] = [];
  for (let start = 0; start < ids.length; start += BATCH) {
    batches.push(ids.slice(start, start + BATCH));
  }
  return (await Promise.all(batches.map(read))).flat();
}
