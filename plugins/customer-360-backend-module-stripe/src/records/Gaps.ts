import { SourceError } from '@customer-360/backstage-plugin-customer-360-node';

/** Collects, in our words, what a reading does not hold. */
export class Gaps {
  readonly #sentences = new Set<string>();

  add(sentence: string): void {
    this.#sentences.add(sentence);
  }

  /** Optional fields that came in another shape than Stripe documents. */
  addDrift(fields: readonly string[]): void {
    for (const field of fields) {
      this.add(`Could not be read: the ${field}`);
    }
  }

  /**
   * A read that the facet can do without: where it fails, the sentence says
   * what is not there. Another customer's record is never waved through.
   */
  async attempt<T>(sentence: string, read: Promise<T>): Promise<T | undefined> {
    try {
      return await read;
    } catch (error) {
      if (!SourceError.is(error) || error.reason === 'identity_mismatch') {
        throw error;
      }
      this.add(sentence);
      return undefined;
    }
  }

  get missing(): string[] {
    return [...this.#sentences];
  }
}
