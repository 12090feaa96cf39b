import type { Faults } from './Faults.ts';

/** How late a timer may be and still be made up for. */
const CATCH_UP_MS = 100;
/** Pieces a second of a connection with a limited bandwidth. */
const PIECES_PER_SECOND = 50;

/** How many bytes of one direction may go next, and when. */
export class Shaper {
  readonly #answers: boolean;
  #nextAt = 0;
  #limit: Faults['limit'];
  #left = Infinity;

  constructor(carries: 'requests' | 'answers') {
    this.#answers = carries === 'answers';
  }

  /** Whether the connection has had all the bytes that it is allowed. */
  get exhausted(): boolean {
    return this.#left <= 0;
  }

  /** Milliseconds until the next bytes may go. */
  wait(faults: Faults): number {
    const paced = this.#perSecond(faults) !== undefined;
    return paced ? this.#nextAt - performance.now() : 0;
  }

  pieceBytes(faults: Faults): number {
    const { bytesPerSecond = Infinity } = faults;
    const paced = Math.max(1, Math.floor(bytesPerSecond / PIECES_PER_SECOND));
    if (!this.#answers) {
      return paced;
    }
    if (this.#limit !== faults.limit) {
      this.#limit = faults.limit;
      this.#left = faults.limit?.bytes ?? Infinity;
    }
    return Math.min(
      faults.dripPerSecond === undefined ? paced : 1,
      faults.sliceBytes ?? Infinity,
      this.#left,
    );
  }

  sent(bytes: number, faults: Faults): void {
    const perSecond = this.#perSecond(faults);
    this.#left -= bytes;
    if (perSecond !== undefined) {
      const now = performance.now();
      const from = now - this.#nextAt < CATCH_UP_MS ? this.#nextAt : now;
      this.#nextAt = from + (bytes / perSecond) * 1000;
    }
  }

  #perSecond(faults: Faults): number | undefined {
    const drip = this.#answers ? faults.dripPerSecond : undefined;
    return drip ?? faults.bytesPerSecond;
  }
}
