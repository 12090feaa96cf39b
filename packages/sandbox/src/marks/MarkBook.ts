import { hash } from '../world/random.ts';
import { DAY, day, HOUR } from '../world/time.ts';
import type { Mark, Marker } from './Mark.ts';

const FAR_AHEAD = Date.parse('2035-01-01T00:00:00Z');
const FAR_DAYS = 3_000;
const LEAST_AMOUNT = 10_000_000_000;

/** The marks of a world, the same for the same seed until they are renewed. */
export class MarkBook {
  readonly #seed: number;
  readonly #renewed = new Map<string, number>();
  readonly #marks = new Map<number, readonly Mark[]>();

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** Counts how often marks of the company were renewed. */
  versionOf(index: number): number {
    return this.#renewed.get(String(index)) ?? 0;
  }

  /** All marks of one kind get other values. */
  renew(index: number, kind: string): void {
    for (const key of [String(index), `${index}/${kind}`]) {
      this.#renewed.set(key, (this.#renewed.get(key) ?? 0) + 1);
    }
  }

  /** As they were drawn last. */
  marksOf(index: number): readonly Mark[] {
    return this.#marks.get(index) ?? [];
  }

  /** Draws the marks of a company anew, in the order in which it asks. */
  marker(index: number): Marker {
    const marks: Mark[] = [];
    this.#marks.set(index, marks);
    const counts = new Map<string, number>();
    // A record more must not give one that is private the mark of another.
    const draw = (kind: string, traits: readonly string[] = []) => {
      const sort = [kind, ...traits].join(' ');
      const count = counts.get(sort) ?? 0;
      counts.set(sort, count + 1);
      const version = this.#renewed.get(`${index}/${kind}`) ?? 0;
      const names = [this.#seed, 'mark', index, sort, count, version];
      return [hash(...names), hash(...names, 'more')] as const;
    };
    const add = <T extends string | number>(
      kind: string,
      value: T,
      traits: readonly string[] = [],
    ): T => {
      marks.push({ kind, value, traits });
      return value;
    };
    const word = (kind: string, traits?: readonly string[]) =>
      add(kind, `mark${draw(kind, traits).map(letters).join('')}`, traits);
    return {
      word,
      text: (kind, before, traits) => `${before} ${word(kind, traits)}`,
      amount: (kind, traits) => {
        const [high, low] = draw(kind, traits);
        return add(
          kind,
          LEAST_AMOUNT + (high % 89) * 1_000_000_000 + (low % 1_000_000_000),
          traits,
        );
      },
      instant: (kind, before, traits) => {
        const at = Math.floor(Date.parse(before) / HOUR) * HOUR;
        return add(
          kind,
          new Date(at + (draw(kind, traits)[0] % HOUR)).toISOString(),
          traits,
        );
      },
      day: (kind, traits) =>
        add(
          kind,
          day(FAR_AHEAD + (draw(kind, traits)[0] % FAR_DAYS) * DAY),
          traits,
        ),
      more: kind => this.#renewed.get(`${index}/${kind}`) ?? 0,
      id: (kind, id, traits) => {
        add(kind, id, traits);
      },
    };
  }
}

/** Seven letters: no digit of it is taken for a figure. */
function letters(value: number): string {
  let rest = value;
  let text = '';
  for (let at = 0; at < 7; at += 1) {
    text += String.fromCharCode(97 + (rest % 26));
    rest = Math.floor(rest / 26);
  }
  return text;
}
