import { LONGEST_LAG_MS } from './ReadLag.ts';
import type { ReadLag } from './ReadLag.ts';

interface Version<Value> {
  readonly at: number;
  readonly value: Value;
}

/**
 * What callers changed, by key, with what it was before for as long as a read
 * may lag behind.
 *
 * @internal
 */
export class Versions<Key, Value> {
  readonly #lag: ReadLag;
  readonly #versions = new Map<Key, Version<Value>[]>();

  constructor(lag: ReadLag) {
    this.#lag = lag;
  }

  /** As reads see it; undefined while nothing was changed for them. */
  get(key: Key): Value | undefined {
    const versions = this.#versions.get(key);
    if (!versions) {
      return undefined;
    }
    const horizon = this.#lag.horizon();
    for (let at = versions.length - 1; at >= 0; at -= 1) {
      if (versions[at].at <= horizon) {
        return versions[at].value;
      }
    }
    return undefined;
  }

  set(key: Key, value: Value): void {
    const now = this.#lag.now();
    const versions = this.#versions.get(key) ?? [];
    versions.push({ at: now, value });
    // The one that held when the longest lag began is still asked for.
    while (versions.length > 1 && versions[1].at < now - LONGEST_LAG_MS) {
      versions.shift();
    }
    this.#versions.set(key, versions);
  }

  /** Every key that was ever changed, the one changed first ahead. */
  keys(): Iterable<Key> {
    return this.#versions.keys();
  }

  get size(): number {
    return this.#versions.size;
  }
}
