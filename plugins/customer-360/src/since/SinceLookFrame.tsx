import { useCallback, type ReactNode } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { customer360ApiRef } from '../api/Customer360Api';
import { useCall } from '../hooks/useCall';
import { useCustomerKey } from '../view/useCustomerView';
import { usePreview } from '../view/usePreview';
import { SinceLookContext } from './SinceLookContext';

/**
 * Asks once what has changed since one last looked, after the page is there. A
 * convenience: where it cannot be known, nothing is marked and nothing is said.
 *
 * @internal
 */
export function SinceLookFrame(props: { children: ReactNode }) {
  const api = useApi(customer360ApiRef);
  const { namespace, name } = useCustomerKey();
  // Through other eyes one has never looked.
  const preview = usePreview() !== undefined;
  const call = useCallback(
    (signal: AbortSignal) => api.sinceLastLook({ namespace, name }, { signal }),
    [api, namespace, name],
  );
  const { value } = useCall(preview ? undefined : call);
  return (
    <SinceLookContext.Provider value={value}>
      {props.children}
    </SinceLookContext.Provider>
  );
}
