import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { customer360LedgerApiRef, type LedgerFilter } from '../api/LedgerApi';
import { useFileExport } from '../files/useFileExport';

/** Saves all that a search finds as a file for another system. @internal */
export function useExport(filter: LedgerFilter) {
  const api = useApi(customer360LedgerApiRef);
  const read = useCallback(
    (signal: AbortSignal) => api.export({ ...filter, signal }),
    [api, filter],
  );
  return useFileExport(read, stamp => `customer-360-ledger-${stamp}.jsonl`);
}
