import { useCallback, useEffect } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { SourceReport } from '@customer-360/backstage-plugin-customer-360-common';
import { customer360SourcesApiRef } from '../api/SourcesApi';
import { useCall, type CallState } from '../hooks/useCall';

const RENEWED_MS = 30_000;

/** How the sources are, asked again while somebody looks. @internal */
export function useSources(): CallState<readonly SourceReport[]> {
  const api = useApi(customer360SourcesApiRef);
  const call = useCall(
    useCallback((signal: AbortSignal) => api.list({ signal }), [api]),
  );
  const { retry } = call;
  const refused = call.error?.kind === 'denied';
  useEffect(() => {
    if (refused) {
      return undefined;
    }
    const timer = setInterval(() => {
      if (!document.hidden) {
        retry();
      }
    }, RENEWED_MS);
    return () => clearInterval(timer);
  }, [refused, retry]);
  return call;
}
