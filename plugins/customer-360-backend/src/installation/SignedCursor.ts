import { InputError } from '@backstage/errors';
import type { z } from 'zod';
import type { InstallationKey } from './InstallationKey';

/**
 * Cursors that only we can make, each good for one list: one that was moved to
 * another list is refused like one that was made up.
 *
 * @typeParam TPosition - plain JSON
 */
export class SignedCursor<TPosition> {
  readonly #key: InstallationKey;
  readonly #schema: z.ZodType<TPosition>;

  constructor(options: { key: InstallationKey; schema: z.ZodType<TPosition> }) {
    this.#key = options.key;
    this.#schema = options.schema;
  }

  /** @param list - what tells the list from all others */
  encode(list: readonly unknown[], position: TPosition): string {
    const place = Buffer.from(JSON.stringify(position)).toString('base64url');
    return `${place}.${this.#key.sign('cursor', signedText(list, place))}`;
  }

  /**
   * @throws InputError naming the parameter
   */
  decode(list: readonly unknown[], cursor: string): TPosition {
    const [place, signature, ...rest] = cursor.split('.');
    const position =
      place &&
      signature &&
      rest.length === 0 &&
      this.#key.verify('cursor', signedText(list, place), signature)
        ? this.#schema.safeParse(
            JSON.parse(Buffer.from(place, 'base64url').toString('utf8')),
          ).data
        : undefined;
    if (position === undefined) {
      throw new InputError(
        'The parameter cursor is not one that this list has given; begin again without it',
      );
    }
    return position;
  }
}

function signedText(list: readonly unknown[], place: string): string {
  return JSON.stringify([...list, place]);
}
