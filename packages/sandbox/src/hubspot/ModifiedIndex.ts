import { setImmediate as breathe } from 'node:timers/promises';
import type { ObjectType } from './objectTypes.ts';
import type { Portal } from './Portal.ts';
import { stampOf } from './PortalChanges.ts';

/** Companies read between two breaths, so that a large world blocks nobody. */
const COMPANIES_A_BREATH = 20;

/** @internal */
export const indexedTypes = [
  'companies',
  'contacts',
  'deals',
] as const satisfies readonly ObjectType[];

/** @internal */
export type IndexedType = (typeof indexedTypes)[number];

/** From when to when, both ends included, in milliseconds since 1970. @internal */
export interface StampRange {
  readonly from: number;
  readonly to: number;
}

/** What the world tells, by its last change and then by number. */
interface Sorted {
  readonly times: Float64Array;
  readonly ids: Float64Array;
  readonly indexes: Uint32Array;
}

interface Entry {
  readonly id: number;
  readonly at: number;
}

/**
 * The portal's records by their last change, as HubSpot's search keeps them: a
 * page is cut out of it without a look at any other record. What the world
 * tells is sorted once and kept as plain numbers, what was changed since is laid
 * over it.
 *
 * @internal
 */
export class ModifiedIndex {
  readonly #portal: Portal;
  #sorted: Promise<Readonly<Record<IndexedType, Sorted>>> | undefined;

  constructor(portal: Portal) {
    this.#portal = portal;
  }

  /** Makes it, where it is not made yet: of 100,000 companies it takes a while. */
  async prepare(): Promise<void> {
    await this.#allSorted();
  }

  /** The numbers of one page, and how many there are in all. */
  async page(
    type: IndexedType,
    range: StampRange,
    options: {
      readonly descending: boolean;
      readonly start: number;
      readonly limit: number;
      /** Whether searches show the company at an index. */
      lists(index: number): boolean;
    },
  ): Promise<{ ids: string[]; total: number }> {
    const { [type]: sorted } = await this.#allSorted();
    const { changed, shown } = this.#changesOf(type, range, options.lists);
    const own: Entry[] = [];
    let count = 0;
    const first = firstAt(sorted.times, range.from);
    const end = firstAt(sorted.times, range.to + 1);
    const most = options.start + options.limit;
    for (let step = 0; step < end - first; step += 1) {
      const at = options.descending ? end - 1 - step : first + step;
      if (
        !changed.has(sorted.ids[at]) &&
        options.lists(sorted.indexes[at]) &&
        (type !== 'companies' ||
          this.#portal.changes.isThere(sorted.indexes[at]))
      ) {
        count += 1;
        // Whatever lies between, no more of them can be on the page.
        if (own.length < most) {
          own.push({ id: sorted.ids[at], at: sorted.times[at] });
        }
      }
    }
    const sign = options.descending ? -1 : 1;
    const page = [...own, ...shown]
      .sort((a, b) => sign * (a.at - b.at || a.id - b.id))
      .slice(options.start, most);
    return {
      ids: page.map(({ id }) => String(id)),
      total: count + shown.length,
    };
  }

  /** Which numbers were changed at all, and where those in range stand now. */
  #changesOf(
    type: IndexedType,
    range: StampRange,
    lists: (index: number) => boolean,
  ): { changed: ReadonlySet<number>; shown: readonly Entry[] } {
    const changed = new Set<number>();
    const shown: Entry[] = [];
    for (const { record, index } of this.#portal.changes.all(type)) {
      const id = Number(record.id);
      changed.add(id);
      const at = Date.parse(record.properties[stampOf(type)] ?? '');
      if (
        record.archivedAt === undefined &&
        at >= range.from &&
        at <= range.to &&
        lists(index) &&
        // A company that was merged away is there under the other's number.
        this.#portal.get(type, record.id)?.id === record.id
      ) {
        shown.push({ id, at });
      }
    }
    return { changed, shown };
  }

  #allSorted(): Promise<Readonly<Record<IndexedType, Sorted>>> {
    this.#sorted ??= this.#sort();
    return this.#sorted;
  }

  /** In one walk over the companies: none is made twice. */
  async #sort(): Promise<Readonly<Record<IndexedType, Sorted>>> {
    const stamps = {
      companies: noStamps(),
      contacts: noStamps(),
      deals: noStamps(),
    };
    for (let index = 0; index < this.#portal.firstSize; index += 1) {
      for (const type of indexedTypes) {
        const { ids, times, indexes } = stamps[type];
        for (const { id, at } of this.#portal.worldStamps(index, type)) {
          ids.push(Number(id));
          times.push(at);
          indexes.push(index);
        }
      }
      if (index % COMPANIES_A_BREATH === 0) {
        await breathe();
      }
    }
    return {
      companies: sortedOf(stamps.companies),
      contacts: sortedOf(stamps.contacts),
      deals: sortedOf(stamps.deals),
    };
  }
}

function noStamps(): { ids: number[]; times: number[]; indexes: number[] } {
  return { ids: [], times: [], indexes: [] };
}

function sortedOf({
  ids,
  times,
  indexes,
}: ReturnType<typeof noStamps>): Sorted {
  const order = Uint32Array.from(ids, (_, at) => at).sort(
    (a, b) => times[a] - times[b] || ids[a] - ids[b],
  );
  return {
    times: Float64Array.from(order, at => times[at]),
    ids: Float64Array.from(order, at => ids[at]),
    indexes: Uint32Array.from(order, at => indexes[at]),
  };
}

function firstAt(times: Float64Array, from: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (times[middle] >= from) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}
