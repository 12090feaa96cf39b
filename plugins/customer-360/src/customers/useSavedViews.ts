import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { SavedView } from '@customer-360/backstage-plugin-customer-360-common';
import { customer360PortfolioApiRef } from '../api/PortfolioApi';
import { useCall, type CallState } from '../hooks/useCall';

/** The reader's own and those that others share. @internal */
export function useSavedViews(): CallState<SavedView[]> {
  const api = useApi(customer360PortfolioApiRef);
  const call = useCallback(
    (signal: AbortSignal) => api.savedViews({ signal }),
    [api],
  );
  return useCall(call);
}
