import { setImmediate as breathe } from 'node:timers/promises';
import type { World } from '../world/types.ts';

const COMPANIES_A_BREATH = 500;

interface Made {
  ids: number[];
  /** The company of each. */
  indexes: number[];
  /** When each was made, in milliseconds since 1970. */
  times: number[];
  /** How many companies were read. */
  size: number;
}

/**
 * The numbers of all organizations, in the order they were made: lists over a
 * large account cut their page out of it and make no more than that.
 *
 * @internal
 */
export class OrganizationStamps {
  readonly #world: World;
  #made: Promise<Made> | undefined;

  constructor(world: World) {
    this.#world = world;
  }

  async all(): Promise<
    readonly {
      readonly id: number;
      readonly index: number;
      readonly at: number;
    }[]
  > {
    const before = this.#made;
    // One after the other: what one call reads the next one need not.
    this.#made = (async () =>
      this.#readOn(
        (await before) ?? { ids: [], indexes: [], times: [], size: 0 },
      ))();
    const { ids, indexes, times } = await this.#made;
    return ids.map((id, at) => ({ id, index: indexes[at], at: times[at] }));
  }

  async #readOn(made: Made): Promise<Made> {
    for (; made.size < this.#world.size; made.size += 1) {
      const company = this.#world.company(made.size);
      for (const id of company.ids.zendesk) {
        made.ids.push(id);
        made.indexes.push(made.size);
        made.times.push(Date.parse(company.createdAt));
      }
      if (made.size % COMPANIES_A_BREATH === 0) {
        await breathe();
      }
    }
    return made;
  }
}
