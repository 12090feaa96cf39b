import { setImmediate as breathe } from 'node:timers/promises';
import type { World } from '../world/types.ts';
import type { DeskChanges } from './DeskChanges.ts';

/** Companies read between two breaths, so that a large world blocks nobody. */
const COMPANIES_A_BREATH = 50;

/** A place in the account-wide list of changes. @internal */
export interface TicketStamp {
  readonly id: number;
  /** When it changed last, in milliseconds since 1970. */
  readonly at: number;
}

interface Sorted {
  readonly ids: Float64Array;
  readonly times: Float64Array;
}

/**
 * Every ticket of the account by its last change. What the world tells is
 * sorted once and kept as plain numbers; what was changed since is laid over it.
 *
 * @internal
 */
export class TicketStamps {
  readonly #world: World;
  readonly #changes: DeskChanges;
  #sorted: Promise<Sorted> | undefined;

  constructor(world: World, changes: DeskChanges) {
    this.#world = world;
    this.#changes = changes;
  }

  /** The first `limit` behind a place, the one changed longest ago first. */
  async after(place: TicketStamp, limit: number): Promise<TicketStamp[]> {
    this.#sorted ??= this.#sort();
    const { ids, times } = await this.#sorted;
    const changed = [...this.#changes.tickets()]
      .map(({ ticket }) => ({
        id: ticket.id,
        at: Date.parse(ticket.updatedAt),
      }))
      .filter(stamp => byAge(stamp, place) > 0)
      .sort(byAge);
    const found: TicketStamp[] = [];
    let next = firstBehind(ids, times, place);
    let later = 0;
    while (found.length < limit) {
      while (
        next < ids.length &&
        this.#changes.ticket(ids[next]) !== undefined
      ) {
        next += 1;
      }
      const own =
        next < ids.length ? { id: ids[next], at: times[next] } : undefined;
      const other: TicketStamp | undefined = changed[later];
      if (!own && !other) {
        break;
      }
      if (own && (!other || byAge(own, other) < 0)) {
        found.push(own);
        next += 1;
      } else {
        found.push(other);
        later += 1;
      }
    }
    return found;
  }

  async #sort(): Promise<Sorted> {
    const stamps: TicketStamp[] = [];
    const { size } = this.#world;
    for (let index = 0; index < size; index += 1) {
      for (const ticket of this.#world.company(index).tickets) {
        stamps.push({ id: ticket.id, at: Date.parse(ticket.updatedAt) });
      }
      if (index % COMPANIES_A_BREATH === 0) {
        await breathe();
      }
    }
    stamps.sort(byAge);
    return {
      ids: Float64Array.from(stamps, stamp => stamp.id),
      times: Float64Array.from(stamps, stamp => stamp.at),
    };
  }
}

function firstBehind(
  ids: Float64Array,
  times: Float64Array,
  place: TicketStamp,
): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (byAge({ id: ids[middle], at: times[middle] }, place) > 0) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

function byAge(a: TicketStamp, b: TicketStamp): number {
  return a.at - b.at || a.id - b.id;
}
