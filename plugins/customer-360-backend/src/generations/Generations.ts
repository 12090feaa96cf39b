/**
 * The generations of one customer as they were when they were read: how often
 * what is cached of each facet has been made worthless. They only ever grow.
 */
export class Generations {
  static readonly NONE = new Generations('{}');

  /** As the database gave it: equal texts are equal generations. */
  readonly text: string;
  #byScope?: Readonly<Record<string, number>>;

  /**
   * @param text - JSON object of counters by scope, `<source>` or
   *   `<source>/<facet>`
   */
  constructor(text: string) {
    this.text = text;
  }

  /** Grows with every change that concerns this facet of this source. */
  of(sourceId: string, facetId: string): number {
    this.#byScope ??= JSON.parse(this.text) as Record<string, number>;
    return (
      (this.#byScope[sourceId] ?? 0) +
      (this.#byScope[`${sourceId}/${facetId}`] ?? 0)
    );
  }
}
