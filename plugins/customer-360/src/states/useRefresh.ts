import { useApi } from '@backstage/core-plugin-api';
import type { FacetId } from '@customer-360/backstage-plugin-customer-360-common';
import { customer360FeedbackApiRef } from '../api/FeedbackApi';
import { useMessages } from '../messages/useMessages';
import { useCustomerView } from '../view/useCustomerView';
import { stateMessages } from './messages';

/** Reads facets, or all of them, again at their sources. @internal */
export function useRefresh(facets?: readonly FacetId[]): {
  refresh(): void;
  busy: boolean;
  allowed: boolean;
} {
  const { store, refreshing, view } = useCustomerView();
  const feedback = useApi(customer360FeedbackApiRef);
  const m = useMessages(stateMessages);
  return {
    refresh: async () => {
      const outcome = await store.refresh(facets);
      if (outcome === 'done') {
        feedback.post({ tone: 'success', text: m.refreshDone });
      } else if (outcome !== 'aborted') {
        feedback.post({ tone: 'error', text: m.errors[outcome.kind] });
      }
    },
    busy: refreshing !== undefined,
    allowed: view?.access.mayRefresh ?? false,
  };
}
