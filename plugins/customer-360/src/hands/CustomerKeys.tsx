import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { CUSTOMER_KIND } from '@customer-360/backstage-plugin-customer-360-common';
import { customer360FeedbackApiRef } from '../api/FeedbackApi';
import { TAB_IDS, useTabPath } from '../hooks/useTabPath';
import { useMessages } from '../messages/useMessages';
import { usePastDay } from '../past/usePastDay';
import { customersRouteRef } from '../routes';
import { useRefreshOfTab } from '../states/useRefreshOfTab';
import { useCustomerKey } from '../view/useCustomerView';
import { previewSearch, usePreview } from '../view/usePreview';
import { FIND } from './findAnchor';
import { KeysDialog } from './KeysDialog';
import { handsMessages } from './messages';
import { openEvidence } from './openEvidence';
import { useKeys } from './useKeys';

/** The keys of a customer's page. Shows nothing but their list, when asked. @internal */
export function CustomerKeys() {
  const m = useMessages(handsMessages);
  const [listed, setListed] = useState(false);
  const navigate = useNavigate();
  const feedback = useApi(customer360FeedbackApiRef);
  const customers = useRouteRef(customersRouteRef)();
  const base = useRouteRef(entityRouteRef)({
    kind: CUSTOMER_KIND.toLowerCase(),
    ...useCustomerKey(),
  });
  const search = previewSearch(usePreview());
  const pathOf = useTabPath();
  const { refresh, busy, allowed } = useRefreshOfTab();
  const past = usePastDay() !== undefined;
  useKeys({
    search: () => navigate(`${customers}${FIND}`),
    refresh: allowed && !busy && !past ? refresh : undefined,
    evidence: () => {
      if (!openEvidence()) {
        feedback.post({ tone: 'success', text: m.noEvidence });
      }
    },
    help: () => setListed(true),
    go: {
      overview: () => navigate(`${base}${search}`),
      customers: () => navigate(customers),
      ...Object.fromEntries(
        TAB_IDS.map(tab => [tab, () => navigate(pathOf(tab))]),
      ),
    },
  });
  return listed ? <KeysDialog onClose={() => setListed(false)} /> : null;
}
