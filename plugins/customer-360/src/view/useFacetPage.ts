import { useCallback, useEffect, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import type {
  FacetId,
  FacetPage,
} from '@customer-360/backstage-plugin-customer-360-common';
import { customer360ApiRef } from '../api/Customer360Api';
import {
  isAbort,
  toCustomer360Error,
  type Customer360Error,
} from '../api/Customer360Error';
import { useCustomerKey } from './useCustomerView';
import { usePreview } from './usePreview';

const PAGE_SIZE = 25;

/** @internal */
export interface FacetPageState<F extends FacetId> {
  page?: FacetPage<F>;
  error?: Customer360Error;
  loading: boolean;
  /** Undefined where there is no such page. */
  next?: () => void;
  first?: () => void;
  retry: () => void;
}

/**
 * One page of a drill-down at a time. Where it stands is in the URL, under the
 * facet's name, so that a link and the browser's back button keep the place.
 *
 * @param version - changes when the facet was read again: so does the page
 * @internal
 */
export function useFacetPage<F extends FacetId>(
  facet: F,
  version: string,
): FacetPageState<F> {
  const api = useApi(customer360ApiRef);
  const { namespace, name } = useCustomerKey();
  const preview = usePreview();
  const [params, setParams] = useSearchParams();
  const cursor = params.get(facet) ?? undefined;
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<{
    page?: FacetPage<F>;
    error?: Customer360Error;
    loading: boolean;
  }>({ loading: true });

  useEffect(() => {
    const abort = new AbortController();
    setState(before => ({ page: before.page, loading: true }));
    api
      .getFacetPage({ namespace, name }, facet, {
        cursor,
        limit: PAGE_SIZE,
        preview,
        signal: abort.signal,
      })
      .then(
        page => !abort.signal.aborted && setState({ page, loading: false }),
        error =>
          !abort.signal.aborted &&
          !isAbort(error) &&
          setState({ error: toCustomer360Error(error), loading: false }),
      );
    return () => abort.abort();
  }, [api, namespace, name, facet, cursor, preview, attempt, version]);

  const go = useCallback(
    (to: string | undefined) =>
      setParams(before => {
        const after = new URLSearchParams(before);
        if (to === undefined) {
          after.delete(facet);
        } else {
          after.set(facet, to);
        }
        return after;
      }),
    [facet, setParams],
  );

  const nextCursor = state.page?.nextCursor;
  return {
    ...state,
    next: nextCursor === undefined ? undefined : () => go(nextCursor),
    first: cursor === undefined ? undefined : () => go(undefined),
    retry: () => setAttempt(n => n + 1),
  };
}
