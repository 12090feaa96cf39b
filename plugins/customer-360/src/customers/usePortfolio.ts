import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { PortfolioPage } from '@customer-360/backstage-plugin-customer-360-common';
import { customer360PortfolioApiRef } from '../api/PortfolioApi';
import { useCall, type CallState } from '../hooks/useCall';
import { queryOfChoice, type ListChoice } from './useListParams';

/** The page of the list that was chosen. @internal */
export function usePortfolio(choice: ListChoice): CallState<PortfolioPage> {
  const api = useApi(customer360PortfolioApiRef);
  const asked = JSON.stringify(queryOfChoice(choice));
  const call = useCallback(
    (signal: AbortSignal) => api.query(JSON.parse(asked), { signal }),
    [api, asked],
  );
  return useCall(call);
}
