/** Something that is waited for, each for so long since it began. */
export interface Waited {
  /** By `performance.now()`. */
  readonly startedAt: number;
  /** Never rejects. */
  readonly ended: Promise<unknown>;
}

/**
 * Waits until all have ended or each of them is late; what is late goes on. Who
 * joins something that began earlier waits only for what is left of its time.
 */
export async function waitAtMost(
  waited: readonly Waited[],
  ms: number,
): Promise<void> {
  const left =
    Math.max(0, ...waited.map(({ startedAt }) => startedAt)) +
    ms -
    performance.now();
  if (waited.length === 0 || left <= 0) {
    return;
  }
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([
    Promise.all(waited.map(({ ended }) => ended)),
    new Promise<void>(resolve => {
      timer = setTimeout(resolve, left);
    }),
  ]);
  clearTimeout(timer);
}
