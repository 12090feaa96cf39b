import type { FacetSourceView } from '@customer-360/backstage-plugin-customer-360-common';

/** What a read can come to. */
export type ReadState = FacetSourceView['state'];

/**
 * One state for several accounts or several sources. What was read beats what
 * was not, and of what was read the worst is said: an old part makes it stale, a
 * missing part makes it partial. An id that is not linked at one source takes
 * nothing from what another one says.
 */
export function combineStates(states: readonly ReadState[]): ReadState {
  const has = (state: ReadState) => states.includes(state);
  const failed = has('unavailable') || has('no_access');
  if (has('ok') || has('partial') || has('stale') || has('empty')) {
    if (has('stale')) {
      return 'stale';
    }
    if (has('partial') || failed) {
      return 'partial';
    }
    return has('ok') ? 'ok' : 'empty';
  }
  if (has('unavailable')) {
    return 'unavailable';
  }
  return has('no_access') ? 'no_access' : 'unlinked';
}
