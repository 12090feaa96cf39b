import { useEffect, useState } from 'react';
import { Navigate, useParams } from 'react-router-dom';
import { Link } from '@backstage/core-components';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import Alert from '@material-ui/lab/Alert';
import { customer360ApiRef, type CustomerKey } from '../api/Customer360Api';
import {
  isAbort,
  toCustomer360Error,
  type Customer360Error,
} from '../api/Customer360Error';
import { useMessages } from '../messages/useMessages';
import { customersRouteRef } from '../routes';
import { ErrorNotice } from '../states/ErrorNotice';
import { customersMessages } from './messages';

/** Opens the page of the customer that has an id at a source. @public */
export function BySourcePage() {
  const { source = '', id = '' } = useParams();
  const api = useApi(customer360ApiRef);
  const m = useMessages(customersMessages);
  const entityLink = useRouteRef(entityRouteRef);
  const customersLink = useRouteRef(customersRouteRef)();
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<{
    customer?: CustomerKey;
    error?: Customer360Error;
  }>({});

  useEffect(() => {
    const abort = new AbortController();
    setState({});
    api.findBySource(source, id, { signal: abort.signal }).then(
      customer => !abort.signal.aborted && setState({ customer }),
      error =>
        !abort.signal.aborted &&
        !isAbort(error) &&
        setState({ error: toCustomer360Error(error) }),
    );
    return () => abort.abort();
  }, [api, source, id, attempt]);

  const { customer, error } = state;
  if (customer) {
    return (
      <Navigate replace to={entityLink({ kind: 'customer', ...customer })} />
    );
  }
  return (
    <div style={{ padding: '0 20px' }}>
      {!error && <div role="status">{m.bySourceLoading(source)}</div>}
      {error?.kind === 'not_found' && (
        <Alert severity="info">{m.bySourceNone(source, id)}</Alert>
      )}
      {error && error.kind !== 'not_found' && (
        <ErrorNotice error={error} retry={() => setAttempt(n => n + 1)} />
      )}
      {error && (
        <p>
          <Link to={customersLink}>{m.toList}</Link>
        </p>
      )}
    </div>
  );
}
