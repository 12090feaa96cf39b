import { useCallback, useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  isAbort,
  toCustomer360Error,
  type Customer360Error,
} from '../api/Customer360Error';
import { customer360LedgerApiRef, type LedgerFilter } from '../api/LedgerApi';
import { saveFile } from './saveFile';

/** @internal */
export type ExportState =
  | { readonly step: 'idle' }
  | { readonly step: 'running' }
  | { readonly step: 'done'; readonly file: string }
  | { readonly step: 'failed'; readonly error: Customer360Error };

/** Saves all that a search finds as a file for another system. @internal */
export function useExport(filter: LedgerFilter): {
  state: ExportState;
  start: () => void;
} {
  const api = useApi(customer360LedgerApiRef);
  const abort = useRef<AbortController>();
  const [state, setState] = useState<ExportState>({ step: 'idle' });
  useEffect(() => {
    // What was saved for another search says nothing about this one.
    setState({ step: 'idle' });
    return () => abort.current?.abort();
  }, [filter]);

  const start = useCallback(() => {
    abort.current?.abort();
    const controller = new AbortController();
    abort.current = controller;
    const { signal } = controller;
    setState({ step: 'running' });
    const run = async () => {
      const content = await api.export({ ...filter, signal });
      if (!signal.aborted) {
        const file = fileNameAt(new Date());
        saveFile(content, file);
        setState({ step: 'done', file });
      }
    };
    run().catch(error => {
      if (!signal.aborted && !isAbort(error)) {
        setState({ step: 'failed', error: toCustomer360Error(error) });
      }
    });
  }, [api, filter]);
  return { state, start };
}

function fileNameAt(now: Date): string {
  const stamp = now.toISOString().slice(0, 19).replaceAll(':', '');
  return `customer-360-ledger-${stamp}Z.jsonl`;
}
