import { useCallback, useEffect, useState } from 'react';
import {
  endsAccess,
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

type Call<T> = ((signal: AbortSignal) => Promise<T>) | undefined;

interface Answered<T> {
  readonly call: Call<T>;
  readonly value?: T;
  readonly error?: Customer360Error;
  readonly loading: boolean;
}

/**
 * Asks the service while somebody looks. What came before stays where asking
 * again fails, unless one may not see it any more; what came for other inputs is never
 * shown: a new `call` begins with nothing.
 *
 * @param call - kept by `useCallback`; undefined asks nothing
 * @internal
 */
export function useCall<T>(call: Call<T>): CallState<T> {
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<Answered<T>>({
    call,
    loading: call !== undefined,
  });
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
        setState(known => failed(known, call, toCustomer360Error(error))),
    );
    return () => abort.abort();
  }, [call, attempt]);
  const retry = useCallback(() => setAttempt(n => n + 1), []);
  return state.call === call
    ? { ...state, retry }
    : { loading: call !== undefined, retry };
}

function failed<T>(
  known: Answered<T>,
  call: Call<T>,
  error: Customer360Error,
): Answered<T> {
  const value =
    known.call === call && !endsAccess(error) ? known.value : undefined;
  return { call, value, error, loading: false };
}
