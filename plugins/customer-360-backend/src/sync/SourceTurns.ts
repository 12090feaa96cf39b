import type { CustomerSource } from '@customer-360/backstage-plugin-customer-360-node';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SourceSessions } from '../sources/SourceSessions';

/** When a bulk read may ask its source for the next page. */
export type SourceTurn =
  | { readonly kind: 'now' }
  /** It asked for silence, for longer than a page waits. */
  | { readonly kind: 'held'; readonly until: Date }
  /** The service ends or the time of the round is up. */
  | { readonly kind: 'aborted' };

const PAUSE_MS = 250;
/** A source that is never idle is read all the same: one page in so long. */
const LONGEST_PAUSE_MS = 15_000;

/** People who wait for a page go first. */
export class SourceTurns {
  readonly #sessions: SourceSessions;
  readonly #pauseMs: number;
  readonly #longestMs: number;

  constructor(options: {
    sessions: SourceSessions;
    pauseMs?: number;
    longestMs?: number;
  }) {
    this.#sessions = options.sessions;
    this.#pauseMs = options.pauseMs ?? PAUSE_MS;
    this.#longestMs = options.longestMs ?? LONGEST_PAUSE_MS;
  }

  async take(source: CustomerSource, signal: AbortSignal): Promise<SourceTurn> {
    const begunAt = performance.now();
    while (!signal.aborted) {
      const status = this.#sessions.statusOf(source.id);
      const waited = performance.now() - begunAt;
      const { heldUntil, load } = status ?? {};
      const busy =
        load !== undefined &&
        (load.waiting > 0 || load.running * 2 >= load.slots);
      if (waited >= this.#longestMs) {
        return heldUntil ? { kind: 'held', until: heldUntil } : { kind: 'now' };
      }
      if (!busy && !heldUntil) {
        return { kind: 'now' };
      }
      if (
        heldUntil &&
        heldUntil.getTime() - Date.now() > this.#longestMs - waited
      ) {
        return { kind: 'held', until: heldUntil };
      }
      await sleep(this.#pauseMs, undefined, { signal }).catch(() => undefined);
    }
    return { kind: 'aborted' };
  }
}
