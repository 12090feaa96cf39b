import { isRecord, textList } from '../handlers/HubSpotCall.ts';
import { hubSpotErrors } from '../HubSpotError.ts';
import type { ObjectType } from '../objectTypes.ts';
import { propertiesOf } from '../schema/propertiesOf.ts';

/** HubSpot's limits of a search. */
const MAX_GROUPS = 5;
const MAX_FILTERS_PER_GROUP = 6;
const MAX_FILTERS = 18;
const MAX_LIMIT = 200;
/** No search pages past this many results. */
export const MAX_RESULTS = 10_000;

const OPERATORS = [
  'EQ',
  'NEQ',
  'LT',
  'LTE',
  'GT',
  'GTE',
  'BETWEEN',
  'IN',
  'NOT_IN',
  'HAS_PROPERTY',
  'NOT_HAS_PROPERTY',
  'CONTAINS_TOKEN',
  'NOT_CONTAINS_TOKEN',
] as const;

/** @internal */
export type Operator = (typeof OPERATORS)[number];

/** @internal */
export interface SearchFilter {
  readonly propertyName: string;
  readonly operator: Operator;
  readonly value?: string;
  readonly highValue?: string;
  readonly values: readonly string[];
}

/** @internal */
export interface SearchRequest {
  readonly filterGroups: readonly (readonly SearchFilter[])[];
  readonly query: string;
  readonly sorts: readonly {
    readonly propertyName: string;
    readonly descending: boolean;
  }[];
  readonly properties: readonly string[];
  readonly limit: number;
  readonly start: number;
}

/** The filter that asks for the records associated with a company. */
export const ASSOCIATED_COMPANY = 'associations.company';

/**
 * Reads the body of a search and holds it to HubSpot's limits.
 *
 * @throws HubSpotError 400
 * @internal
 */
export function searchRequest(
  type: ObjectType,
  body: Readonly<Record<string, unknown>>,
): SearchRequest {
  const known = new Set([
    ...propertiesOf(type).map(each => each.name),
    ASSOCIATED_COMPANY,
  ]);
  const requireKnown = (name: string) => {
    if (!known.has(name)) {
      throw hubSpotErrors.validation(
        `There was a problem with the request: property "${name.slice(
          0,
          100,
        )}" does not exist`,
      );
    }
  };
  const filterGroups = groupsOf(body.filterGroups);
  if (filterGroups.length > MAX_GROUPS) {
    throw hubSpotErrors.validation(
      `A search takes at most ${MAX_GROUPS} filter groups`,
    );
  }
  const count = filterGroups.reduce((sum, group) => sum + group.length, 0);
  if (
    count > MAX_FILTERS ||
    filterGroups.some(group => group.length > MAX_FILTERS_PER_GROUP)
  ) {
    throw hubSpotErrors.validation(
      `A search takes at most ${MAX_FILTERS_PER_GROUP} filters in a group and ${MAX_FILTERS} in all`,
    );
  }
  for (const filter of filterGroups.flat()) {
    requireKnown(filter.propertyName);
  }
  const sorts = sortsOf(body.sorts);
  for (const sort of sorts) {
    requireKnown(sort.propertyName);
  }
  const limit = body.limit ?? 10;
  if (
    typeof limit !== 'number' ||
    !Number.isInteger(limit) ||
    limit < 1 ||
    limit > MAX_LIMIT
  ) {
    throw hubSpotErrors.validation(`limit must be between 1 and ${MAX_LIMIT}`);
  }
  const start = Number(body.after ?? 0);
  if (!Number.isInteger(start) || start < 0) {
    throw hubSpotErrors.validation('"after" must be the cursor of a page');
  }
  if (start + limit > MAX_RESULTS) {
    throw hubSpotErrors.validation(
      `Search results cannot be paged past ${MAX_RESULTS} records`,
    );
  }
  return {
    filterGroups,
    query: typeof body.query === 'string' ? body.query : '',
    sorts,
    properties: textList(body.properties, 'properties'),
    limit,
    start,
  };
}

function groupsOf(value: unknown): SearchFilter[][] {
  if (value === undefined || value === null) {
    return [];
  }
  if (!Array.isArray(value)) {
    throw hubSpotErrors.validation('"filterGroups" must be an array');
  }
  return value.map((group: unknown) => {
    const filters = isRecord(group) ? group.filters : undefined;
    if (!Array.isArray(filters)) {
      throw hubSpotErrors.validation('A filter group has no "filters"');
    }
    return filters.map(filterOf);
  });
}

function filterOf(value: unknown): SearchFilter {
  const fields = isRecord(value) ? value : {};
  const operator = OPERATORS.find(each => each === fields.operator);
  if (!operator || typeof fields.propertyName !== 'string') {
    throw hubSpotErrors.validation(
      'A filter needs "propertyName" and a known "operator"',
    );
  }
  const text = (field: unknown) =>
    field === undefined || field === null ? undefined : String(field);
  const filter: SearchFilter = {
    propertyName: fields.propertyName,
    operator,
    value: text(fields.value),
    highValue: text(fields.highValue),
    values: textList(fields.values, 'values'),
  };
  const needsValues = operator === 'IN' || operator === 'NOT_IN';
  const needsNothing =
    operator === 'HAS_PROPERTY' || operator === 'NOT_HAS_PROPERTY';
  if (
    (needsValues && filter.values.length === 0) ||
    (!needsValues && !needsNothing && filter.value === undefined) ||
    (operator === 'BETWEEN' && filter.highValue === undefined)
  ) {
    throw hubSpotErrors.validation(
      `The operator ${operator} of ${filter.propertyName.slice(
        0,
        100,
      )} lacks its value`,
    );
  }
  return filter;
}

function sortsOf(value: unknown): SearchRequest['sorts'] {
  if (value === undefined || value === null) {
    return [];
  }
  if (!Array.isArray(value) || value.length > 1) {
    throw hubSpotErrors.validation('A search takes one sort');
  }
  return value.map((sort: unknown) => {
    if (typeof sort === 'string') {
      return {
        propertyName: sort.replace(/^-/, ''),
        descending: sort.startsWith('-'),
      };
    }
    if (isRecord(sort) && typeof sort.propertyName === 'string') {
      return {
        propertyName: sort.propertyName,
        descending: sort.direction === 'DESCENDING',
      };
    }
    throw hubSpotErrors.validation('A sort needs "propertyName"');
  });
}
