import type { z } from 'zod';

/**
 * Collects what an answer had in another form than expected. None of it stops
 * the read: each becomes one sentence, in our words and without the value.
 *
 * @public
 */
export class Drift {
  readonly #sentences = new Set<string>();

  /** Notes that something could not be read. */
  add(sentence: string): void {
    this.#sentences.add(sentence);
  }

  addAll(sentences: readonly string[]): void {
    for (const sentence of sentences) {
      this.add(sentence);
    }
  }

  /**
   * Reads an optional value.
   *
   * @returns undefined where there is none, and where it is not of the schema
   */
  optional<T>(
    schema: z.ZodType<T>,
    value: unknown,
    what: string,
  ): T | undefined {
    if (value === undefined || value === null || value === '') {
      return undefined;
    }
    const parsed = schema.safeParse(value);
    if (parsed.success) {
      return parsed.data;
    }
    this.add(`${what} came in a form that could not be read`);
    return undefined;
  }

  /** As `FacetReading.missing` wants it. */
  get missing(): readonly string[] | undefined {
    return this.#sentences.size > 0 ? [...this.#sentences] : undefined;
  }
}
