import { setImmediate as breathe } from 'node:timers/promises';
import type { VendorResponse } from '../../server/types.ts';
import { scopeOf } from '../auth.ts';
import { indexedTypes } from '../ModifiedIndex.ts';
import type { IndexedType, StampRange } from '../ModifiedIndex.ts';
import type { ObjectType } from '../objectTypes.ts';
import type { CrmRecord } from '../records/CrmRecord.ts';
import { compare, matches } from '../search/matches.ts';
import { ASSOCIATED_COMPANY, searchRequest } from '../search/searchRequest.ts';
import type { SearchFilter, SearchRequest } from '../search/searchRequest.ts';
import { stampRange } from '../search/stampRange.ts';
import { crmObject, valueOf } from '../wire/crmObject.ts';
import { jsonBody, requireObjectType } from './HubSpotCall.ts';
import type { HubSpotCall } from './HubSpotCall.ts';

/** So many companies are read one by one; of more an index is kept. @internal */
export const SCANNED = 500;
/** Companies read between two breaths, so that a large world blocks nobody. */
const COMPANIES_A_BREATH = 200;

/** `POST /crm/objects/2026-09/{type}/search` @internal */
export async function searchObjects(
  call: HubSpotCall,
  parameters: Readonly<Record<string, string>>,
): Promise<VendorResponse> {
  const type = requireObjectType(parameters.type);
  call.caller.require(scopeOf(type));
  const search = searchRequest(type, jsonBody(call.request));
  const indexed = indexedTypes.find(each => each === type);
  const range = indexed && stampRange(type, search);
  if (range && call.portal.size > SCANNED) {
    return searchIndex(call, indexed, range, search);
  }
  const found: CrmRecord[] = [];
  let read = 0;
  for (const index of companiesOf(call, type, search)) {
    if (call.lists(index)) {
      const companyId = call.portal.companyIdAt(index);
      found.push(
        ...call.portal
          .ofCompany(index, type)
          .filter(record => matches(record, companyId, search)),
      );
    }
    read += 1;
    if (read % COMPANIES_A_BREATH === 0) {
      await breathe();
    }
  }
  const [sort] = search.sorts;
  if (sort) {
    const sign = sort.descending ? -1 : 1;
    found.sort(
      (a, b) =>
        sign *
        compare(
          valueOf(a, sort.propertyName) ?? '',
          valueOf(b, sort.propertyName) ?? '',
        ),
    );
  }
  const end = search.start + search.limit;
  return {
    status: 200,
    body: {
      total: found.length,
      results: found
        .slice(search.start, end)
        .map(record => crmObject(record, { properties: search.properties })),
      ...(found.length > end && { paging: { next: { after: String(end) } } }),
    },
  };
}

/** A page by last change: nothing is read that is not on it. */
async function searchIndex(
  call: HubSpotCall,
  type: IndexedType,
  range: StampRange & { readonly descending: boolean },
  { start, limit, properties }: SearchRequest,
): Promise<VendorResponse> {
  const { ids, total } = await call.modified.page(type, range, {
    descending: range.descending,
    start,
    limit,
    lists: index => call.lists(index),
  });
  const end = start + limit;
  return {
    status: 200,
    body: {
      total,
      results: ids
        .flatMap(id => call.portal.get(type, id) ?? [])
        .map(record => crmObject(record, { properties })),
      ...(total > end && { paging: { next: { after: String(end) } } }),
    },
  };
}

/** The companies worth reading: a few, where every group names some, or all. */
function companiesOf(
  call: HubSpotCall,
  type: ObjectType,
  search: SearchRequest,
): Iterable<number> {
  const named = search.filterGroups.map(group =>
    group
      .map(filter => companiesNamed(call, type, filter))
      .find(indexes => indexes !== undefined),
  );
  if (named.length > 0 && named.every(indexes => indexes !== undefined)) {
    return new Set(named.flat());
  }
  return Array.from({ length: call.portal.size }, (_, index) => index);
}

/** The only companies whose records a filter can accept, where it tells. */
function companiesNamed(
  { portal }: HubSpotCall,
  type: ObjectType,
  filter: SearchFilter,
): number[] | undefined {
  if (filter.operator !== 'EQ' && filter.operator !== 'IN') {
    return undefined;
  }
  const values =
    filter.operator === 'IN' ? filter.values : [filter.value ?? ''];
  switch (filter.propertyName) {
    case 'hs_object_id':
      return values.flatMap(id => portal.companyIndexOf(type, id) ?? []);
    case ASSOCIATED_COMPANY:
      return values.flatMap(id => portal.companyIndexOf('companies', id) ?? []);
    case 'domain':
    case 'email':
    case 'product_account_id':
      return values.flatMap(
        value => portal.indexOfValue(filter.propertyName, value) ?? [],
      );
    default:
      return undefined;
  }
}
