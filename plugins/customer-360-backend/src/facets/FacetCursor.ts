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

/** What a cursor is good for. */
export interface FacetList {
  readonly customerRef: string;
  readonly facetId: string;
  /** Who goes through it: what one has been shown is no way in for another. */
  readonly userRef: string;
}

/** Each is good for one facet of one customer, and for one person. */
export class FacetCursor {
  readonly #cursor: SignedCursor<FacetPosition>;

  constructor(options: { key: InstallationKey }) {
    this.#cursor = new SignedCursor({ ...options, schema: positionSchema });
  }

  encode(list: FacetList, position: FacetPosition): string {
    return this.#cursor.encode(partsOf(list), position);
  }

  /**
   * @throws InputError naming the parameter
   */
  decode(list: FacetList, cursor: string): FacetPosition {
    return this.#cursor.decode(partsOf(list), cursor);
  }
}

function partsOf({ customerRef, facetId, userRef }: FacetList): string[] {
  return [customerRef, facetId, userRef];
}
