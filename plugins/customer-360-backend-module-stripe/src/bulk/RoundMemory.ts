import { NotBegun } from './NotBegun';
import { RoundCatalog } from './RoundCatalog';

/** What is read once for all pages of a round. @internal */
export interface RoundReads {
  readonly catalog: RoundCatalog;
  readonly notBegun: NotBegun;
}

interface Round {
  readonly reads: RoundReads;
  readonly begunAt: number;
  /** Cursors of the page read last, and of the one after it. */
  asked?: string;
  next?: string;
}

/**
 * Keeps what is read once for a round, and only for it. A round may go on at
 * another instance, at any page: that one has what it read in an earlier round,
 * whose pages have the very same cursors. So what is kept serves the page that
 * follows, or the same one again, and no longer than until the next round is due.
 */
export class RoundMemory {
  readonly #lasts: number;
  #round?: Round;

  constructor(lasts: { readonly minutes: number }) {
    this.#lasts = lasts.minutes * 60_000;
  }

  /** For the page that begins after a cursor; undefined for the first. */
  for(cursor: string | undefined, now: Date): RoundReads {
    const known = this.#round;
    const follows =
      cursor !== undefined &&
      (cursor === known?.asked || cursor === known?.next);
    const age = known ? now.getTime() - known.begunAt : 0;
    const round =
      known && follows && age >= 0 && age < this.#lasts ? known : begun(now);
    round.asked = cursor;
    this.#round = round;
    return round.reads;
  }

  /** The page was read whole; the next one begins after this cursor. */
  goesOnAt(cursor: string): void {
    if (this.#round) {
      this.#round.next = cursor;
    }
  }
}

function begun(now: Date): Round {
  return {
    reads: { catalog: new RoundCatalog(), notBegun: new NotBegun() },
    begunAt: now.getTime(),
  };
}
