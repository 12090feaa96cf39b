import type { FacetSourceView } from '@customer-360/backstage-plugin-customer-360-common';

/**
 * True where a source does not answer as it should. One that is merely being
 * read again is not late.
 *
 * @internal
 */
export function isLate({ state, reason, renewing }: FacetSourceView): boolean {
  return (
    state === 'unavailable' ||
    (state === 'stale' && !(renewing && reason === undefined))
  );
}
