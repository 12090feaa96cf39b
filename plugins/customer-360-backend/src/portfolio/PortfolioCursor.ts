import type { PortfolioQuery } from '@customer-360/backstage-plugin-customer-360-common';
import { z } from 'zod';
import type { InstallationKey } from '../installation/InstallationKey';
import { SignedCursor } from '../installation/SignedCursor';
import type { ListPlace } from './PortfolioStore';

const placeSchema = z.strictObject({
  key: z.array(z.union([z.string(), z.number()])).optional(),
  nameKey: z.string(),
  ref: z.string(),
});

/** Each is good for one filter, one order and one person. */
export class PortfolioCursor {
  readonly #cursor: SignedCursor<ListPlace>;

  constructor(options: { key: InstallationKey }) {
    this.#cursor = new SignedCursor({ ...options, schema: placeSchema });
  }

  encode(list: ListIdentity, place: ListPlace): string {
    return this.#cursor.encode(partsOf(list), place);
  }

  /**
   * @throws InputError naming the parameter
   */
  decode(list: ListIdentity, cursor: string): ListPlace {
    return this.#cursor.decode(partsOf(list), cursor);
  }
}

/** What tells a list from all others. */
export interface ListIdentity {
  readonly userRef: string;
  readonly query: Pick<PortfolioQuery, 'filter' | 'sort' | 'direction'>;
}

function partsOf({ userRef, query }: ListIdentity): unknown[] {
  const { filter = {}, sort, direction } = query;
  return [
    'portfolio',
    userRef,
    sort ?? null,
    direction ?? null,
    Object.entries(filter).sort(([a], [b]) => (a < b ? -1 : 1)),
  ];
}
