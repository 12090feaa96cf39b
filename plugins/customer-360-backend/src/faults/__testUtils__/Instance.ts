import type { CustomerPages } from '../../customers/CustomerPages';
import type { Invalidations } from '../../generations/Invalidations';
import type { WatchedReadingCache } from './WatchedReadingCache';

/** One process, from its start until it is killed. */
export class Instance {
  /** Which of the instances it is: the next one in its place is another. */
  readonly place: number;
  #alive = true;
  #services?: InstanceServices;

  constructor(options: { place: number }) {
    this.place = options.place;
  }

  get alive(): boolean {
    return this.#alive;
  }

  get services(): InstanceServices {
    if (!this.#services) {
      throw new Error('The instance has not been started');
    }
    return this.#services;
  }

  start(services: InstanceServices): void {
    this.#services = services;
  }

  /** From now on nothing leaves it, and nothing that comes back is heard. */
  kill(): void {
    this.#alive = false;
  }

  /** Work for the world outside: neither begun nor ended by the dead. */
  async whileAlive<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#alive ? work() : new Promise<never>(() => {});
    try {
      const value = await done;
      return this.#alive ? value : await new Promise<never>(() => {});
    } catch (error) {
      return this.#alive ? Promise.reject(error) : new Promise<never>(() => {});
    }
  }
}

/** What can be asked of an instance. */
export interface InstanceServices {
  readonly cache: WatchedReadingCache;
  readonly invalidations: Invalidations;
  readonly pages: CustomerPages;
}
