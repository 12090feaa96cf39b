import { InputError } from '@backstage/errors';
import { z } from 'zod';
import type { InstallationKey } from '../installation/InstallationKey';

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

/**
 * Cursors that only we can make, each good for one facet of one customer: a
 * cursor moved to another list is refused like one that was made up.
 */
export class FacetCursor {
  readonly #key: InstallationKey;

  constructor(options: { key: InstallationKey }) {
    this.#key = options.key;
  }

  encode(
    customerRef: string,
    facetId: string,
    position: FacetPosition,
  ): string {
    const payload = Buffer.from(JSON.stringify(position)).toString('base64url');
    return `${payload}.${this.#sign(customerRef, facetId, payload)}`;
  }

  /**
   * @throws InputError naming the parameter
   */
  decode(customerRef: string, facetId: string, cursor: string): FacetPosition {
    const [payload, signature, ...rest] = cursor.split('.');
    const position =
      payload &&
      signature &&
      rest.length === 0 &&
      this.#key.verify(
        'cursor',
        signedText(customerRef, facetId, payload),
        signature,
      )
        ? positionSchema.safeParse(
            JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')),
          ).data
        : undefined;
    if (!position) {
      throw new InputError(
        'The parameter cursor is not one that this list has given; begin again without it',
      );
    }
    return position;
  }

  #sign(customerRef: string, facetId: string, payload: string): string {
    return this.#key.sign('cursor', signedText(customerRef, facetId, payload));
  }
}

function signedText(
  customerRef: string,
  facetId: string,
  payload: string,
): string {
  return JSON.stringify([customerRef, facetId, payload]);
}
