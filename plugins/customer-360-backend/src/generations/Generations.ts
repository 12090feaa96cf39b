/** What a vendor has told of a facet. Milliseconds since the epoch. */
export interface Told {
  /** When we were told last, by the shared clock. */
  readonly at: number;
  /** When the latest change happened, by the vendor's clock, where it says so. */
  readonly changedAt?: number;
}

type Counted =
  | number
  | readonly [counter: number, toldAt: string, changedAt: string | null];

/**
 * The generations of one customer as they were when they were read: how often
 * what is cached of each facet has been made worthless. They only ever grow.
 */
export class Generations {
  static readonly NONE = new Generations('{}');

  /** As the database gave it: equal texts are equal generations. */
  readonly text: string;
  #byScope?: Readonly<Record<string, Counted>>;

  /**
   * @param text - JSON object by scope, `<source>` or `<source>/<facet>`: a
   *   counter, or `[counter, told at, changed at]`
   */
  constructor(text: string) {
    this.text = text;
  }

  /** Grows with every change that concerns this facet of this source. */
  of(sourceId: string, facetId: string): number {
    return this.#scopesOf(sourceId, facetId).reduce<number>(
      (sum, counted) =>
        sum + (typeof counted === 'number' ? counted : counted[0]),
      0,
    );
  }

  /** Undefined where no vendor has told of a change of it. */
  toldOf(sourceId: string, facetId: string): Told | undefined {
    const told = this.#scopesOf(sourceId, facetId).flatMap(counted =>
      typeof counted === 'number' ? [] : [counted],
    );
    if (told.length === 0) {
      return undefined;
    }
    const changes = told.flatMap(([, , changedAt]) =>
      changedAt === null ? [] : [Date.parse(changedAt)],
    );
    return {
      at: Math.max(...told.map(([, at]) => Date.parse(at))),
      ...(changes.length > 0 && { changedAt: Math.max(...changes) }),
    };
  }

  #scopesOf(sourceId: string, facetId: string): Counted[] {
    this.#byScope ??= JSON.parse(this.text) as Record<string, Counted>;
    return [
      this.#byScope[sourceId] ?? 0,
      this.#byScope[`${sourceId}/${facetId}`] ?? 0,
    ];
  }
}
