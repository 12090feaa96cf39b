import { useEffect, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { DEFAULT_NAMESPACE } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { customer360ApiRef, type CustomerKey } from '../api/Customer360Api';
import {
  customerViewStore,
  type CustomerViewStore,
  type ViewSnapshot,
} from './CustomerViewStore';
import { useRenewal } from '../live/useRenewal';
import { usePreview } from './usePreview';

/** Namespace and name of the Customer whose page this is. @internal */
export function useCustomerKey(): CustomerKey {
  const { entity } = useEntity();
  return {
    namespace: entity.metadata.namespace ?? DEFAULT_NAMESPACE,
    name: entity.metadata.name,
  };
}

/**
 * The view of the customer whose page this is.
 *
 * @param asOf - a past day
 * @internal
 */
export function useCustomerView(asOf?: string): ViewSnapshot & {
  store: CustomerViewStore;
} {
  const customer = useCustomerKey();
  const store = customerViewStore(
    useApi(customer360ApiRef),
    customer,
    usePreview(),
    asOf,
  );
  useRenewal(store, customer);
  const [state, setState] = useState({ store, snapshot: store.snapshot });
  useEffect(() => {
    const update = () => setState({ store, snapshot: store.snapshot });
    const unsubscribe = store.subscribe(update);
    update();
    return unsubscribe;
  }, [store]);
  // Between two customers the state still holds the first one's view.
  const snapshot = state.store === store ? state.snapshot : store.snapshot;
  return { ...snapshot, store };
}
