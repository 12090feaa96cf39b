import { z } from 'zod';
import type { InstallationKey } from '../installation/InstallationKey';
import { SignedCursor } from '../installation/SignedCursor';

/** Where in a facet's sources and accounts a list goes on. */
export interface FacetPosition {
  readonly source: string;
  readonly account: string;
  /** The source's own cursor; undefined at the account's beginning. */
  readonly vendorCursor?: string;
}

const positionSchema = z.strictObject({
  source: z.string().min(1).max(63),
  account: z.string().min(1).max(255),
  vendorCursor: z.string().min(1).max(2_000).optional(),
});

/** Each is good for one facet of one customer. */
export class FacetCursor {
  readonly #cursor: SignedCursor<FacetPosition>;

  constructor(options: { key: InstallationKey }) {
    this.#cursor = new SignedCursor({ ...options, schema: positionSchema });
  }

  encode(
    customerRef: string,
    facetId: string,
    position: FacetPosition,
  ): string {
    return this.#cursor.encode([customerRef, facetId], position);
  }

  /**
   * @throws InputError naming the parameter
   */
  decode(customerRef: string, facetId: string, cursor: string): FacetPosition {
    return this.#cursor.decode([customerRef, facetId], cursor);
  }
}
