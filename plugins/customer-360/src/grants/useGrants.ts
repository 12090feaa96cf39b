import { useCallback, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  customer360AccessApiRef,
  type GrantList,
  type GrantListOptions,
} from '../api/AccessApi';
import { useCall, type CallState } from '../hooks/useCall';

const PAGE_SIZE = 25;

/** One page of grants at a time. @internal */
export function useGrants(
  view: GrantListOptions['view'],
): CallState<GrantList> & {
  /** Undefined where there is no such page. */
  next?: () => void;
  first?: () => void;
} {
  const api = useApi(customer360AccessApiRef);
  const [cursor, setCursor] = useState<string>();
  const state = useCall(
    useCallback(
      (signal: AbortSignal) =>
        api.listGrants({ view, cursor, limit: PAGE_SIZE, signal }),
      [api, view, cursor],
    ),
  );
  const nextCursor = state.value?.nextCursor;
  return {
    ...state,
    next: nextCursor === undefined ? undefined : () => setCursor(nextCursor),
    first: cursor === undefined ? undefined : () => setCursor(undefined),
  };
}
