/** Where `g` and a letter lead: tabs of a customer, and the list of all. @internal */
export const PLACES = {
  o: 'overview',
  p: 'profile',
  b: 'billing',
  c: 'contract',
  u: 'usage',
  r: 'relationship',
  s: 'support',
  n: 'upcoming',
  a: 'access',
  l: 'customers',
} as const;

/** @internal */
export type Place = (typeof PLACES)[keyof typeof PLACES];

/** @internal */
export type KeyCommand =
  | { readonly id: 'search' | 'refresh' | 'evidence' | 'help' }
  | { readonly id: 'go'; readonly to: Place };

const SINGLE = {
  '/': 'search',
  r: 'refresh',
  e: 'evidence',
  '?': 'help',
} as const;

/** For as long `g` waits for its letter. */
const PATIENCE_MS = 1_500;

/**
 * Tells what is meant by the keys that are pressed one after the other.
 *
 * @internal
 */
export class KeySequence {
  #goAt: number | undefined;

  /**
   * @param key - as `KeyboardEvent.key` gives it
   * @param at - milliseconds of any clock that only runs forward
   */
  press(key: string, at: number): KeyCommand | undefined {
    const goAt = this.#goAt;
    this.#goAt = undefined;
    if (goAt !== undefined && at - goAt <= PATIENCE_MS) {
      const to = own(PLACES, key);
      return to && { id: 'go', to };
    }
    if (key === 'g') {
      this.#goAt = at;
      return undefined;
    }
    const id = own(SINGLE, key);
    return id && { id };
  }
}

function own<T extends object>(of: T, key: string): T[keyof T] | undefined {
  return Object.hasOwn(of, key) ? of[key as keyof T] : undefined;
}
