/** Something that is under way for a while, and then no more. */
export type Work = 'delivery' | 'page' | 'record';

export const WORKS: readonly Work[] = ['delivery', 'page', 'record'];

/** What is under way, for who wants to disturb it. */
export class Moments {
  readonly #open = new Map<Work, number>();
  #waiting: Array<{ work: Work; go: () => void }> = [];

  /** How many are under way. */
  open(work: Work): number {
    return this.#open.get(work) ?? 0;
  }

  /** Says that one begins. @returns what says that it has ended */
  begin(work: Work): () => void {
    this.#open.set(work, this.open(work) + 1);
    this.#waiting
      .filter(waiting => waiting.work === work)
      .forEach(({ go }) => go());
    return () => {
      this.#open.set(work, this.open(work) - 1);
    };
  }

  /** Resolves when the next one begins, or when it has taken too long. */
  async next(work: Work, mostMs: number): Promise<void> {
    let waiting: { work: Work; go: () => void } | undefined;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>(resolve => {
      waiting = { work, go: resolve };
      this.#waiting.push(waiting);
      timer = setTimeout(resolve, mostMs);
    });
    clearTimeout(timer);
    this.#waiting = this.#waiting.filter(each => each !== waiting);
  }
}
