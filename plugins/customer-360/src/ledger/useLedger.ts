import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { LedgerPage } from '@customer-360/backstage-plugin-customer-360-common';
import { customer360LedgerApiRef, type LedgerFilter } from '../api/LedgerApi';
import { useCall, type CallState } from '../hooks/useCall';

const PAGE_SIZE = 50;

/** One page of rows. @internal */
export function useLedger(
  { customer, from, person, to }: LedgerFilter,
  cursor: string | undefined,
): CallState<LedgerPage> {
  const api = useApi(customer360LedgerApiRef);
  return useCall(
    useCallback(
      (signal: AbortSignal) =>
        api.query({
          customer,
          person,
          from,
          to,
          cursor,
          limit: PAGE_SIZE,
          signal,
        }),
      [api, customer, person, from, to, cursor],
    ),
  );
}
