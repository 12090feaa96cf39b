import type { VendorRequest } from '../../server/types.ts';
import type { Caller } from '../auth.ts';
import { hubSpotErrors } from '../HubSpotError.ts';
import type { ModifiedIndex } from '../ModifiedIndex.ts';
import { objectTypeOf } from '../objectTypes.ts';
import type { ObjectType } from '../objectTypes.ts';
import type { Portal } from '../Portal.ts';
import type { PortalEvents } from '../PortalEvents.ts';

/**
 * What a handler is given: the request, who sent it and the portal.
 *
 * @internal
 */
export interface HubSpotCall {
  readonly request: VendorRequest;
  readonly caller: Caller;
  readonly portal: Portal;
  readonly events: PortalEvents;
  readonly modified: ModifiedIndex;
  readonly now: Date;
  /** Whether lists and searches show the company at an index. */
  lists(index: number): boolean;
}

/**
 * The object type of a path segment.
 *
 * @throws HubSpotError 400
 * @internal
 */
export function requireObjectType(segment: string): ObjectType {
  const type = objectTypeOf(segment);
  if (!type) {
    throw hubSpotErrors.unknownObjectType(segment);
  }
  return type;
}

/**
 * The body as a JSON object.
 *
 * @throws HubSpotError 400
 * @internal
 */
export function jsonBody(request: VendorRequest): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(request.body.toString('utf8'));
  } catch {
    throw hubSpotErrors.badJson();
  }
  if (!isRecord(value)) {
    throw hubSpotErrors.badJson();
  }
  return value;
}

/** @internal */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A list of texts from a body.
 *
 * @throws HubSpotError 400 naming the field
 * @internal
 */
export function textList(value: unknown, field: string): string[] {
  if (value === undefined || value === null) {
    return [];
  }
  if (!Array.isArray(value) || !value.every(item => typeof item === 'string')) {
    throw hubSpotErrors.validation(
      `Invalid input JSON: "${field}" must be an array of strings`,
    );
  }
  return value;
}

/**
 * A list in a query: `a=1,2` and `a=1&a=2` mean the same.
 *
 * @internal
 */
export function queryList(request: VendorRequest, name: string): string[] {
  return request.query
    .getAll(name)
    .flatMap(value => value.split(','))
    .map(value => value.trim())
    .filter(value => value !== '');
}

/**
 * The page size from a query.
 *
 * @throws HubSpotError 400
 * @internal
 */
export function queryLimit(
  request: VendorRequest,
  options: { fallback: number; max: number },
): number {
  const given = request.query.get('limit');
  if (given === null) {
    return options.fallback;
  }
  const limit = Number(given);
  if (!Number.isInteger(limit) || limit < 1 || limit > options.max) {
    throw hubSpotErrors.validation(
      `limit must be between 1 and ${options.max}`,
      [
        {
          message: `${given.slice(0, 20)} is not a valid limit`,
          in: 'limit',
        },
      ],
    );
  }
  return limit;
}
