/**
 * Nobody waits longer than this for rights or for the catalog: what they depend
 * on may hang without ever failing.
 */
const ANSWER_MS = 3_000;

/**
 * @throws Error when there is no answer in time; whatever comes later goes
 *   nowhere
 */
export async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await Promise.race([
      answer,
      new Promise<never>((_, reject) => {
        timer = setTimeout(
          () => reject(new Error('There was no answer in time')),
          ANSWER_MS,
        );
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}
