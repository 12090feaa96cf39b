import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useRouteRef } from '@backstage/core-plugin-api';
import { customersRouteRef } from '../routes';
import { FIND } from './findAnchor';
import { KeysDialog } from './KeysDialog';
import { useKeys } from './useKeys';

/** The keys of the pages under `/customers`. @internal */
export function ListKeys() {
  const [listed, setListed] = useState(false);
  const navigate = useNavigate();
  const customers = useRouteRef(customersRouteRef)();
  useKeys({
    search: () => navigate(`${customers}${FIND}`),
    help: () => setListed(true),
    go: { customers: () => navigate(customers) },
  });
  return listed ? <KeysDialog onClose={() => setListed(false)} /> : null;
}
