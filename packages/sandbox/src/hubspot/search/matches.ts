import type { CrmRecord } from '../records/CrmRecord.ts';
import { valueOf } from '../wire/crmObject.ts';
import { ASSOCIATED_COMPANY } from './searchRequest.ts';
import type { SearchFilter, SearchRequest } from './searchRequest.ts';

/** What HubSpot's free text `query` looks into. */
const SEARCHED = [
  'name',
  'domain',
  'website',
  'phone',
  'firstname',
  'lastname',
  'email',
  'dealname',
  'subject',
  'hs_note_body',
  'hs_meeting_title',
  'hs_call_title',
  'hs_email_subject',
];

/**
 * Whether a record answers a search: groups are joined by OR, the filters of a
 * group by AND, and the free text is laid on both.
 *
 * @param companyId - the company the record belongs to
 * @internal
 */
export function matches(
  record: CrmRecord,
  companyId: string,
  search: SearchRequest,
): boolean {
  const words = search.query.toLowerCase().split(/\s+/).filter(Boolean);
  const searched = SEARCHED.map(name => record.properties[name] ?? '')
    .join(' ')
    .toLowerCase();
  if (!words.every(word => searched.includes(word))) {
    return false;
  }
  return (
    search.filterGroups.length === 0 ||
    search.filterGroups.some(group =>
      group.every(filter =>
        accepts(
          filter,
          filter.propertyName === ASSOCIATED_COMPANY
            ? companyId
            : valueOf(record, filter.propertyName),
        ),
      ),
    )
  );
}

function accepts(filter: SearchFilter, value: string | null): boolean {
  switch (filter.operator) {
    case 'HAS_PROPERTY':
      return value !== null;
    case 'NOT_HAS_PROPERTY':
      return value === null;
    case 'NEQ':
      return value === null || compare(value, filter.value ?? '') !== 0;
    case 'NOT_IN':
      return value === null || !includes(filter.values, value);
    case 'NOT_CONTAINS_TOKEN':
      return value === null || !hasToken(value, filter.value ?? '');
    default:
      return value !== null && acceptsValue(filter, value);
  }
}

function acceptsValue(filter: SearchFilter, value: string): boolean {
  const order = compare(value, filter.value ?? '');
  switch (filter.operator) {
    case 'EQ':
      return order === 0;
    case 'LT':
      return order < 0;
    case 'LTE':
      return order <= 0;
    case 'GT':
      return order > 0;
    case 'GTE':
      return order >= 0;
    case 'BETWEEN':
      return order >= 0 && compare(value, filter.highValue ?? '') <= 0;
    case 'IN':
      return includes(filter.values, value);
    case 'CONTAINS_TOKEN':
      return hasToken(value, filter.value ?? '');
    default:
      return false;
  }
}

function includes(values: readonly string[], value: string): boolean {
  return values.some(each => compare(each, value) === 0);
}

function hasToken(value: string, token: string): boolean {
  const wanted = token.toLowerCase().replace(/\*/g, '');
  return token.includes('*')
    ? value.toLowerCase().includes(wanted)
    : value
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u)
        .includes(wanted);
}

/**
 * Orders two values as HubSpot's search does: instants and numbers by size,
 * where a filter may give an instant in milliseconds; texts ignoring case.
 *
 * @internal
 */
export function compare(left: string, right: string): number {
  const a = sizeOf(left);
  const b = sizeOf(right);
  if (a !== undefined && b !== undefined) {
    return a - b;
  }
  const [x, y] = [left.toLowerCase(), right.toLowerCase()];
  if (x === y) {
    return 0;
  }
  return x < y ? -1 : 1;
}

function sizeOf(value: string): number | undefined {
  if (/^-?\d+(\.\d+)?$/.test(value)) {
    return Number(value);
  }
  return /^\d{4}-\d{2}-\d{2}(T[\d:.]+Z?)?$/.test(value)
    ? Date.parse(value)
    : undefined;
}
