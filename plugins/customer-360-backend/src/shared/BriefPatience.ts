const ANSWER_MS = 50;
/** Short, so that a store that is back is used again within a second. */
const PAUSE_MS = 200;

/**
 * Asks something that may be slow or gone and must not matter: an answer that
 * does not come in time is the one given instead, and for a moment nothing more
 * is asked. Never rejects.
 */
export class BriefPatience {
  readonly #answerMs: number;
  readonly #pauseMs: number;
  readonly #onFailure: () => void;
  #pausedUntil = 0;
  #answering = true;

  constructor(
    options: {
      answerMs?: number;
      pauseMs?: number;
      onFailure?: () => void;
    } = {},
  ) {
    this.#answerMs = options.answerMs ?? ANSWER_MS;
    this.#pauseMs = options.pauseMs ?? PAUSE_MS;
    this.#onFailure = options.onFailure ?? (() => {});
  }

  /** False while nothing is asked. */
  get available(): boolean {
    return performance.now() >= this.#pausedUntil;
  }

  /** False from a question that was not answered to the next one that is. */
  get answering(): boolean {
    return this.#answering;
  }

  async ask<T>(question: () => Promise<T>, otherwise: () => T): Promise<T> {
    if (!this.available) {
      return otherwise();
    }
    let timer: NodeJS.Timeout | undefined;
    try {
      const answer = await Promise.race([
        question(),
        new Promise<never>((_, reject) => {
          timer = setTimeout(
            // Where this process itself was busy the answer may be here
            // already, unread: it is given the turn in which it is.
            () =>
              setImmediate(() =>
                setImmediate(() => reject(new Error('No answer in time'))),
              ),
            this.#answerMs,
          );
        }),
      ]);
      this.#answering = true;
      return answer;
    } catch {
      this.#answering = false;
      this.#pausedUntil = performance.now() + this.#pauseMs;
      this.#onFailure();
      return otherwise();
    } finally {
      clearTimeout(timer);
    }
  }
}
