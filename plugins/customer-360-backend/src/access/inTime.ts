/**
 * Nobody waits longer than this for rights or for the catalog: what they depend
 * on may hang without ever failing.
 */
const ANSWER_MS = 5_000;

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
          // Where this process itself stood still the answer may be here
          // already, unread: it is given the turns in which it is read.
          () =>
            setImmediate(() =>
              setImmediate(() =>
                reject(new Error('There was no answer in time')),
              ),
            ),
          ANSWER_MS,
        );
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}
