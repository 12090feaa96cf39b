import { useEffect } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApiHolder } from '@backstage/core-plugin-api';
import { signalApiRef, type SignalApi } from '@backstage/plugin-signals-react';
import {
  CHANGES_CHANNEL,
  CUSTOMER_KIND,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { CustomerKey } from '../api/Customer360Api';
import type { CustomerViewStore } from '../view/CustomerViewStore';
import { ViewRenewal } from './ViewRenewal';

const renewals = new WeakMap<CustomerViewStore, ViewRenewal>();

/**
 * Keeps a store current while it is shown. In a portal without signals it asks
 * by itself alone.
 *
 * @internal
 */
export function useRenewal(
  store: CustomerViewStore,
  { namespace, name }: CustomerKey,
): void {
  const signals = useApiHolder().get(signalApiRef);
  useEffect(() => {
    const renewal =
      renewals.get(store) ??
      new ViewRenewal({
        store,
        subscribe: told =>
          signals ? follow(signals, { namespace, name }, told) : () => {},
      });
    renewals.set(store, renewal);
    return renewal.hold();
  }, [store, signals, namespace, name]);
}

function follow(
  signals: SignalApi,
  customer: CustomerKey,
  told: () => void,
): () => void {
  const ref = stringifyEntityRef({ kind: CUSTOMER_KIND, ...customer });
  const { unsubscribe } = signals.subscribe(CHANGES_CHANNEL, message => {
    if (message.customerRef === ref) {
      told();
    }
  });
  return unsubscribe;
}
