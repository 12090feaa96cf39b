import type { VendorRequest } from '../server/types.ts';
import { zendeskErrors } from './ZendeskError.ts';

const MAX_PAGE_SIZE = 100;
/** Offset paging ends after 100 pages, or 10,000 records. */
const MAX_OFFSET_PAGES = 100;
const MAX_OFFSET_RECORDS = 10_000;

/**
 * One page and what stands beside it in the answer: `meta` and `links` for
 * cursor paging, `count`, `next_page` and `previous_page` for offset paging.
 *
 * @internal
 */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly envelope: Readonly<Record<string, unknown>>;
}

/** Whether a request asks for cursor paging. @internal */
export function usesCursor(request: VendorRequest): boolean {
  return [...request.query.keys()].some(name => name.startsWith('page['));
}

/**
 * The page a request asks for, by whichever of the two ways it uses.
 *
 * @param origin - scheme and host that links are built from
 * @throws ZendeskError 400
 * @internal
 */
export function paged<Item>(
  request: VendorRequest,
  origin: string,
  items: readonly Item[],
): Page<Item> {
  return usesCursor(request)
    ? cursorPage(request, origin, items)
    : offsetPage(request, origin, items);
}

/** @internal */
export function cursorPage<Item>(
  request: VendorRequest,
  origin: string,
  items: readonly Item[],
  maxSize = MAX_PAGE_SIZE,
): Page<Item> {
  const size = pageSize(request.query.get('page[size]'), maxSize);
  const after = request.query.get('page[after]');
  const before = request.query.get('page[before]');
  let start = 0;
  if (after) {
    start = positionOf(after) + 1;
  } else if (before) {
    start = Math.max(0, positionOf(before) - size);
  }
  const page = items.slice(start, start + size);
  const hasMore = start + page.length < items.length;
  const cursors =
    page.length === 0
      ? { after: null, before: null }
      : { after: cursorOf(start + page.length - 1), before: cursorOf(start) };
  const link = (name: string, cursor: string | null) => {
    if (cursor === null) {
      return null;
    }
    const query = new URLSearchParams(request.query);
    query.delete('page[after]');
    query.delete('page[before]');
    query.set(name, cursor);
    query.set('page[size]', String(size));
    return `${origin}${request.path}?${query}`;
  };
  return {
    items: page,
    envelope: {
      meta: {
        has_more: hasMore,
        after_cursor: cursors.after,
        before_cursor: cursors.before,
      },
      // As recorded from the real API: on the last page `has_more` is false
      // while `next` still leads to an empty page, whose links are null.
      links: {
        prev: link('page[before]', cursors.before),
        next: link('page[after]', cursors.after),
      },
    },
  };
}

/** @internal */
export function offsetPage<Item>(
  request: VendorRequest,
  origin: string,
  items: readonly Item[],
): Page<Item> {
  const { page, perPage } = offsetOf(request);
  if (page > MAX_OFFSET_PAGES || page * perPage > MAX_OFFSET_RECORDS) {
    throw zendeskErrors.pagination(
      'InvalidPaginationDepth',
      'Pagination requests using Offset Pagination are limited to the first 100 pages',
    );
  }
  return {
    items: items.slice((page - 1) * perPage, page * perPage),
    envelope: {
      next_page:
        page * perPage < items.length
          ? offsetLink(request, origin, page + 1)
          : null,
      previous_page: page > 1 ? offsetLink(request, origin, page - 1) : null,
      count: items.length,
    },
  };
}

/** `page` and `per_page` of a request. @internal */
export function offsetOf(request: VendorRequest): {
  page: number;
  perPage: number;
} {
  const page = request.query.get('page') ?? '1';
  const number = Number(page);
  if (!Number.isInteger(number) || number < 1) {
    throw zendeskErrors.invalidParameter('page', 'must be an integer');
  }
  const perPage = Number(request.query.get('per_page') ?? MAX_PAGE_SIZE);
  // Too large a page is cut and not refused.
  return {
    page: number,
    perPage:
      Number.isInteger(perPage) && perPage >= 1
        ? Math.min(perPage, MAX_PAGE_SIZE)
        : MAX_PAGE_SIZE,
  };
}

/** @internal */
export function offsetLink(
  request: VendorRequest,
  origin: string,
  page: number,
): string {
  const query = new URLSearchParams(request.query);
  query.set('page', String(page));
  return `${origin}${request.path}?${query}`;
}

function pageSize(given: string | null, max: number): number {
  if (given === null) {
    return Math.min(MAX_PAGE_SIZE, max);
  }
  const size = Number(given);
  if (!Number.isInteger(size) || size < 1 || size > max) {
    throw zendeskErrors.pagination(
      'InvalidPaginationParameter',
      `page[size] must be an integer between 1 and ${max}`,
    );
  }
  return size;
}

/** An opaque cursor: the place of a record in the list. @internal */
export function cursorOf(position: number): string {
  return Buffer.from(`o|${position}`).toString('base64url');
}

/**
 * The place behind a cursor.
 *
 * @throws ZendeskError 400
 * @internal
 */
export function positionOf(cursor: string): number {
  const match = /^o\|(\d{1,9})$/.exec(
    Buffer.from(cursor, 'base64url').toString('utf8'),
  );
  if (!match) {
    throw zendeskErrors.pagination(
      'InvalidPaginationParameter',
      'page[after] and page[before] must be cursors of an earlier answer',
    );
  }
  return Number(match[1]);
}
