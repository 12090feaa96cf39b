import type { CacheService } from '@backstage/backend-plugin-api';
import type { PackedReading } from '../facets/PackedReading';
import { BriefPatience } from './BriefPatience';
import { decodeReading, encodeReading } from './encodeReading';
import type { Claim, SharedReadings, SharedSlot } from './SharedReadings';

/** The newest reading whatever its generation, for when no new one comes. */
const LAST = 'last';

/**
 * Keeps readings in the portal's own cache, where only that is configured. It
 * has nothing to take turns with, so each instance reads for itself what none
 * has kept yet; and as nothing compares and sets in one step, every generation
 * is kept under a key of its own, beside the last one.
 */
export class CacheServiceSharedReadings implements SharedReadings {
  readonly #cache: CacheService;
  readonly #prefix: string;
  readonly #now: () => number;
  readonly #patience: BriefPatience;

  constructor(options: {
    cache: CacheService;
    installationId: string;
    now: () => number;
    onFailure?: () => void;
  }) {
    this.#cache = options.cache;
    this.#prefix = `c360:${options.installationId}:`;
    this.#now = options.now;
    this.#patience = new BriefPatience(options);
  }

  async get(
    keys: readonly string[],
  ): Promise<ReadonlyArray<PackedReading | undefined>> {
    return Promise.all(keys.map(key => this.#read(key, LAST)));
  }

  async claim(slots: readonly SharedSlot[]): Promise<Claim[]> {
    return Promise.all(
      slots.map(
        async ({ key, generation }): Promise<Claim> => ({
          turn: { kind: 'ours' },
          reading: await this.#read(key, String(generation)),
        }),
      ),
    );
  }

  async keep(): Promise<void> {}

  async release(): Promise<void> {}

  async land(
    { key, generation }: SharedSlot,
    _token: string,
    reading: PackedReading,
  ): Promise<void> {
    // A string: an object would be copied with every get.
    const value = encodeReading(reading).toString('base64');
    const ttl = Math.max(1, Math.ceil(reading.usableUntil - this.#now()));
    await this.#tell(async () => {
      const last = await this.#cache.get<string>(this.#name(key, LAST));
      const known = last && decodeReading(Buffer.from(last, 'base64'));
      await Promise.all([
        this.#cache.set(this.#name(key, String(generation)), value, { ttl }),
        known && known.generation > generation
          ? undefined
          : this.#cache.set(this.#name(key, LAST), value, { ttl }),
      ]);
    });
  }

  async fail(
    { key, generation }: SharedSlot,
    _token: string,
    { drop }: { drop: boolean },
  ): Promise<void> {
    if (drop) {
      await this.#tell(async () => {
        await Promise.all([
          this.#cache.delete(this.#name(key, String(generation))),
          this.#cache.delete(this.#name(key, LAST)),
        ]);
      });
    }
  }

  /** As the last question went; where that was badly, one more is asked. */
  state(): 'ok' | 'down' {
    if (this.#patience.answering) {
      return 'ok';
    }
    void this.#read('health', LAST);
    return 'down';
  }

  #read(key: string, which: string): Promise<PackedReading | undefined> {
    return this.#patience.ask(
      async () => {
        const value = await this.#cache.get<string>(this.#name(key, which));
        return typeof value === 'string'
          ? decodeReading(Buffer.from(value, 'base64'))
          : undefined;
      },
      () => undefined,
    );
  }

  #tell(fn: () => Promise<void>): Promise<void> {
    return this.#patience.ask(fn, () => {});
  }

  #name(key: string, which: string): string {
    return `${this.#prefix}${key}:${which}`;
  }
}
