import { MAX_RECORDS } from '@customer-360/backstage-plugin-customer-360-common';

/** One page as the vendor gave it. @public */
export interface SourcePage<T> {
  readonly items: readonly T[];
  /** Undefined on the last page. */
  readonly next?: string;
}

/** @public */
export interface PaginateOptions {
  /** Records to stop at; never more than a facet may hold. */
  readonly limit?: number;
  /** Pages to stop at, also where they are empty. */
  readonly maxPages?: number;
}

/** @public */
export interface Paginated<T> {
  readonly items: T[];
  /** True where the source has more than was read. */
  readonly truncated: boolean;
}

/**
 * Reads page after page until the end, the limit, or a cursor that comes back:
 * the cost is bounded whatever the customer's size and the vendor's mistakes.
 *
 * @param readPage - reads the page at a cursor, undefined for the first
 * @public
 */
export async function paginate<T>(
  readPage: (cursor: string | undefined) => Promise<SourcePage<T>>,
  options: PaginateOptions = {},
): Promise<Paginated<T>> {
  const limit = Math.min(options.limit ?? MAX_RECORDS, MAX_RECORDS);
  const maxPages = options.maxPages ?? 20;
  const items: T[] = [];
  const seen = new Set<string>();
  let cursor: string | undefined;
  for (let page = 0; page < maxPages; page++) {
    const { items: found, next } = await readPage(cursor);
    const room = limit - items.length;
    items.push(...found.slice(0, room));
    if (next === undefined) {
      return { items, truncated: found.length > room };
    }
    if (items.length >= limit || seen.has(next)) {
      return { items, truncated: true };
    }
    seen.add(next);
    cursor = next;
  }
  return { items, truncated: true };
}
