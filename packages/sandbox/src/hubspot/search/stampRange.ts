import type { ObjectType } from '../objectTypes.ts';
import type { StampRange } from '../ModifiedIndex.ts';
import type { SearchFilter, SearchRequest } from './searchRequest.ts';

/**
 * The range of a search that asks for nothing but when records were changed
 * last, and sorts by nothing else; undefined for any other.
 *
 * @internal
 */
export function stampRange(
  type: ObjectType,
  search: SearchRequest,
): (StampRange & { readonly descending: boolean }) | undefined {
  const isStamp = (name: string) =>
    name === 'hs_lastmodifieddate' ||
    (type === 'contacts' && name === 'lastmodifieddate');
  const [sort] = search.sorts;
  if (
    search.query !== '' ||
    search.filterGroups.length > 1 ||
    (sort && !isStamp(sort.propertyName))
  ) {
    return undefined;
  }
  let from = Number.MIN_SAFE_INTEGER;
  let to = Number.MAX_SAFE_INTEGER - 1;
  for (const filter of search.filterGroups[0] ?? []) {
    const bounds = isStamp(filter.propertyName) ? boundsOf(filter) : undefined;
    if (!bounds) {
      return undefined;
    }
    from = Math.max(from, bounds.from ?? from);
    to = Math.min(to, bounds.to ?? to);
  }
  return { from, to, descending: sort?.descending ?? false };
}

function boundsOf(filter: SearchFilter): Partial<StampRange> | undefined {
  const at = instantOf(filter.value);
  if (at === undefined) {
    return undefined;
  }
  switch (filter.operator) {
    case 'GT':
      return { from: at + 1 };
    case 'GTE':
      return { from: at };
    case 'LT':
      return { to: at - 1 };
    case 'LTE':
      return { to: at };
    case 'EQ':
      return { from: at, to: at };
    case 'BETWEEN': {
      const to = instantOf(filter.highValue);
      return to === undefined ? undefined : { from: at, to };
    }
    default:
      return undefined;
  }
}

/** A filter gives an instant in milliseconds or as ISO 8601. */
function instantOf(value: string | undefined): number | undefined {
  const at = /^\d+$/.test(value ?? '')
    ? Number(value)
    : Date.parse(value ?? '');
  return Number.isSafeInteger(at) ? at : undefined;
}
