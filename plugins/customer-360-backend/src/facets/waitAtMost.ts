/**
 * Waits until all have settled or the time is up, and gives those that did.
 * The promises must not reject; the late ones go on.
 */
export async function waitAtMost<T>(
  promises: ReadonlyMap<string, Promise<T>>,
  ms: number,
): Promise<ReadonlyMap<string, T>> {
  const settled = new Map<string, T>();
  if (promises.size === 0) {
    return settled;
  }
  let timer: NodeJS.Timeout | undefined;
  const all = Promise.all(
    [...promises].map(async ([key, promise]) => {
      settled.set(key, await promise);
    }),
  );
  await Promise.race([
    all,
    new Promise<void>(resolve => {
      timer = setTimeout(resolve, ms);
    }),
  ]);
  clearTimeout(timer);
  // A copy: what comes in later must not change a page that is being made.
  return new Map(settled);
}
