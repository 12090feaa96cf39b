import { useCallback, useEffect, useRef, useState } from 'react';
import {
  isAbort,
  toCustomer360Error,
  type Customer360Error,
} from '../api/Customer360Error';
import { saveFile } from './saveFile';

/** @internal */
export type ExportState =
  | { readonly step: 'idle' }
  | { readonly step: 'running' }
  | { readonly step: 'done'; readonly file: string }
  | { readonly step: 'failed'; readonly error: Customer360Error };

/**
 * Saves what the service gives as a file.
 *
 * @param read - kept by `useCallback`: another one begins anew
 * @param nameOf - of the file, by `20261124T101500Z`
 * @internal
 */
export function useFileExport(
  read: (signal: AbortSignal) => Promise<Blob>,
  nameOf: (stamp: string) => string,
): { state: ExportState; start: () => void } {
  const abort = useRef<AbortController>();
  const [state, setState] = useState<ExportState>({ step: 'idle' });
  const name = useRef(nameOf);
  name.current = nameOf;
  useEffect(() => {
    // What was saved of something else says nothing about this.
    setState({ step: 'idle' });
    return () => abort.current?.abort();
  }, [read]);

  const start = useCallback(() => {
    abort.current?.abort();
    const controller = new AbortController();
    abort.current = controller;
    const { signal } = controller;
    setState({ step: 'running' });
    const run = async () => {
      const content = await read(signal);
      if (!signal.aborted) {
        const file = name.current(stampOf(new Date()));
        saveFile(content, file);
        setState({ step: 'done', file });
      }
    };
    run().catch(error => {
      if (!signal.aborted && !isAbort(error)) {
        setState({ step: 'failed', error: toCustomer360Error(error) });
      }
    });
  }, [read]);
  return { state, start };
}

function stampOf(now: Date): string {
  return `${now.toISOString().slice(0, 19).replaceAll(':', '')}Z`;
}
