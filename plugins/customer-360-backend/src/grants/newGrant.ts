import { InputError } from '@backstage/errors';
import type { Grant } from '@customer-360/backstage-plugin-customer-360-common';
import { randomUUID } from 'node:crypto';
import type { GrantRequest } from './GrantRequest';

/**
 * A request as it is kept: refs in lower case, lists in order and without
 * repetition, so that the same wish is the same row.
 *
 * @param person - ref of who asks
 * @param at - ISO 8601 UTC
 * @throws InputError for a day or an hour that there is not
 */
export function newGrant(
  person: string,
  request: GrantRequest,
  at: string,
): Grant {
  const { scope, sections } = request;
  return {
    id: randomUUID(),
    person,
    scope:
      scope.kind === 'customer'
        ? { kind: 'customer', ref: scope.ref.toLocaleLowerCase('en-US') }
        : scope,
    tier: request.tier,
    labels: inOrder(request.labels),
    ...(sections && { sections: inOrder(sections) }),
    reason: request.reason.trim(),
    state: 'requested',
    breakGlass: false,
    requestedAt: at,
    expiresAt: instantOf(request.expiresAt),
  };
}

function inOrder<T>(values: readonly T[]): T[] {
  return [...new Set(values)].sort();
}

function instantOf(text: string): string {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) {
    throw new InputError('The parameter expiresAt is no point in time');
  }
  return at.toISOString();
}
