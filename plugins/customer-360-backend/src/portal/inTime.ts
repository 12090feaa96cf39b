/**
 * @param ms - so long is waited for the answer
 * @throws Error when there is none in time; whatever comes later goes nowhere
 */
export async function inTime<T>(answer: Promise<T>, ms: number): Promise<T> {
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
          ms,
        );
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}
