import { useCallback, useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { LedgerFinding } from '@customer-360/backstage-plugin-customer-360-common';
import {
  isAbort,
  toCustomer360Error,
  type Customer360Error,
} from '../api/Customer360Error';
import { customer360LedgerApiRef } from '../api/LedgerApi';

/** What was found so far. @internal */
export interface Verified {
  readonly ok: boolean;
  readonly rows: number;
  readonly chains: number;
  readonly findings: readonly LedgerFinding[];
}

/** @internal */
export type VerifyState =
  | { readonly step: 'idle' }
  | { readonly step: 'running'; readonly so: Verified }
  | { readonly step: 'done'; readonly so: Verified; readonly at: string }
  | {
      readonly step: 'failed';
      readonly error: Customer360Error;
      /** What was found before stays found. */
      readonly so: Verified;
    };

const NOTHING: Verified = { ok: true, rows: 0, chains: 0, findings: [] };

/**
 * Has the ledger checked part by part, to its end. Only the end is a result:
 * what is whole so far may be wrong further on.
 *
 * @internal
 */
export function useVerify(): {
  state: VerifyState;
  start: () => void;
  stop: () => void;
} {
  const api = useApi(customer360LedgerApiRef);
  const abort = useRef<AbortController>();
  const [state, setState] = useState<VerifyState>({ step: 'idle' });
  useEffect(() => () => abort.current?.abort(), []);

  const start = useCallback(() => {
    abort.current?.abort();
    const controller = new AbortController();
    abort.current = controller;
    const { signal } = controller;
    let so = NOTHING;
    const run = async () => {
      let cursor: string | undefined;
      do {
        setState({ step: 'running', so });
        const part = await api.verify({ cursor, signal });
        if (signal.aborted) {
          return;
        }
        so = {
          ok: so.ok && part.ok,
          rows: so.rows + part.rows,
          chains: so.chains + part.chains,
          findings: eachOnce([...so.findings, ...part.findings]),
        };
        cursor = part.nextCursor;
      } while (cursor !== undefined);
      setState({ step: 'done', so, at: new Date().toISOString() });
    };
    run().catch(error => {
      if (!signal.aborted && !isAbort(error)) {
        setState({ step: 'failed', error: toCustomer360Error(error), so });
      }
    });
  }, [api]);

  const stop = useCallback(() => {
    abort.current?.abort();
    setState({ step: 'idle' });
  }, []);
  return { state, start, stop };
}

/** Of the registry and of strangers each part tells again. */
function eachOnce(findings: readonly LedgerFinding[]): LedgerFinding[] {
  return [
    ...new Map(
      findings.map(it => [`${it.chain}/${it.seq}/${it.problem}`, it]),
    ).values(),
  ];
}
