import { useCallback, useEffect, useState } from 'react';
import {
  isAbort,
  toCustomer360Error,
  type Customer360Error,
} from '../api/Customer360Error';

/** @internal */
export interface CallState<T> {
  readonly value?: T;
  readonly error?: Customer360Error;
  readonly loading: boolean;
  /** Asks once more; what is shown stays meanwhile. */
  readonly retry: () => void;
}

/**
 * Asks the service while somebody looks. What came for other inputs is never
 * shown: a new `call` begins with nothing.
 *
 * @param call - kept by `useCallback`; undefined asks nothing
 * @internal
 */
export function useCall<T>(
  call: ((signal: AbortSignal) => Promise<T>) | undefined,
): CallState<T> {
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<{
    call: typeof call;
    value?: T;
    error?: Customer360Error;
    loading: boolean;
  }>({ call, loading: call !== undefined });
  useEffect(() => {
    if (!call) {
      setState({ call, loading: false });
      return undefined;
    }
    const abort = new AbortController();
    setState(known => ({
      call,
      value: known.call === call ? known.value : undefined,
      loading: true,
    }));
    call(abort.signal).then(
      value =>
        !abort.signal.aborted && setState({ call, value, loading: false }),
      error =>
        !abort.signal.aborted &&
        !isAbort(error) &&
        setState({ call, error: toCustomer360Error(error), loading: false }),
    );
    return () => abort.abort();
  }, [call, attempt]);
  const retry = useCallback(() => setAttempt(n => n + 1), []);
  return state.call === call
    ? { ...state, retry }
    : { loading: call !== undefined, retry };
}
