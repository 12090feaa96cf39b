/** Long enough for what is handed from one turn of the event loop to the next. */
const QUIET_TURNS = 4;

/** Counts what is under way outside this process's own promises. */
export class Pending {
  #count = 0;

  async of<T>(work: Promise<T>): Promise<T> {
    this.#count += 1;
    try {
      return await work;
    } finally {
      this.#count -= 1;
    }
  }

  /** Waits until nothing goes on any more by itself. */
  async quiet(): Promise<void> {
    for (let turns = 0; turns < QUIET_TURNS; ) {
      await new Promise<void>(resolve => setImmediate(resolve));
      turns = this.#count > 0 ? 0 : turns + 1;
    }
  }
}
