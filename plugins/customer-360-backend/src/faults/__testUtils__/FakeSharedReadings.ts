import type { SourceErrorReason } from '@customer-360/backstage-plugin-customer-360-node';
import type { PackedReading } from '../../facets/PackedReading';
import {
  TURN_MS,
  type Claim,
  type Turn,
  type SharedReadings,
  type SharedSlot,
} from '../../shared/SharedReadings';
import type { ModelStore } from './ModelStore';

interface Expiring<T> {
  readonly value: T;
  readonly until: number;
}

type Holder =
  | { readonly token: string }
  | { readonly failed: SourceErrorReason };

/**
 * Does what `ValkeySharedReadings` does, line by line, in this process and by a
 * clock that tests can turn.
 */
export class FakeSharedReadings implements SharedReadings, ModelStore {
  readonly #now: () => number;
  #readings = new Map<string, Expiring<PackedReading>>();
  #turns = new Map<string, Expiring<Holder>>();
  #oldReadings: ReadonlyMap<string, Expiring<PackedReading>> = new Map();

  constructor(options: { now: () => number }) {
    this.#now = options.now;
  }

  get readings(): SharedReadings {
    return this;
  }

  async get(
    keys: readonly string[],
  ): Promise<ReadonlyArray<PackedReading | undefined>> {
    return keys.map(key => this.#alive(this.#readings, key));
  }

  async claim(slots: readonly SharedSlot[], token: string): Promise<Claim[]> {
    return slots.map((slot): Claim => {
      const holder = this.#alive(this.#turns, turnOf(slot));
      if (!holder) {
        this.#set(this.#turns, turnOf(slot), { token }, TURN_MS);
      }
      return {
        turn: turnFor(holder),
        reading: this.#alive(this.#readings, slot.key),
      };
    });
  }

  async keep(slots: readonly SharedSlot[], token: string): Promise<void> {
    for (const slot of slots.filter(it => this.#holds(it, token))) {
      this.#set(this.#turns, turnOf(slot), { token }, TURN_MS);
    }
  }

  async release(slots: readonly SharedSlot[], token: string): Promise<void> {
    for (const slot of slots.filter(it => this.#holds(it, token))) {
      this.#turns.delete(turnOf(slot));
    }
  }

  async land(
    slot: SharedSlot,
    token: string,
    reading: PackedReading,
  ): Promise<void> {
    const known = this.#alive(this.#readings, slot.key);
    if (
      !known ||
      known.generation < reading.generation ||
      (known.generation === reading.generation &&
        known.fetchedAt <= reading.fetchedAt)
    ) {
      this.#set(
        this.#readings,
        slot.key,
        reading,
        Math.max(1, Math.ceil(reading.usableUntil - this.#now())),
      );
    }
    await this.release([slot], token);
  }

  async fail(
    slot: SharedSlot,
    token: string,
    failure: { reason: SourceErrorReason; forMs: number; drop: boolean },
  ): Promise<void> {
    if (this.#holds(slot, token)) {
      this.#set(
        this.#turns,
        turnOf(slot),
        { failed: failure.reason },
        Math.max(1, Math.ceil(failure.forMs)),
      );
    }
    const known = this.#alive(this.#readings, slot.key);
    if (known && failure.drop && known.generation <= slot.generation) {
      this.#readings.delete(slot.key);
    }
  }

  state(): 'ok' {
    return 'ok';
  }

  async flush(): Promise<void> {
    this.#readings = new Map();
    this.#turns = new Map();
  }

  async remember(): Promise<void> {
    this.#oldReadings = new Map(this.#readings);
  }

  async comeBackOld(): Promise<void> {
    this.#readings = new Map(this.#oldReadings);
    this.#turns = new Map();
  }

  async passed(): Promise<void> {}

  async close(): Promise<void> {}

  #alive<T>(
    entries: ReadonlyMap<string, Expiring<T>>,
    key: string,
  ): T | undefined {
    const entry = entries.get(key);
    return entry && entry.until > this.#now() ? entry.value : undefined;
  }

  #set<T>(
    entries: Map<string, Expiring<T>>,
    key: string,
    value: T,
    ms: number,
  ): void {
    entries.set(key, { value, until: this.#now() + ms });
  }

  #holds(slot: SharedSlot, token: string): boolean {
    const holder = this.#alive(this.#turns, turnOf(slot));
    return holder !== undefined && 'token' in holder && holder.token === token;
  }
}

function turnOf({ key, generation }: SharedSlot): string {
  return `${key}:${generation}`;
}

function turnFor(holder: Holder | undefined): Turn {
  if (!holder) {
    return { kind: 'ours' };
  }
  return 'failed' in holder
    ? { kind: 'failed', reason: holder.failed }
    : { kind: 'theirs' };
}
