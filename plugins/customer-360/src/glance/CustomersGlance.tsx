import { useCallback } from 'react';
import { Link } from '@backstage/core-components';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { PortfolioFilter } from '@customer-360/backstage-plugin-customer-360-common';
import { customer360PortfolioApiRef } from '../api/PortfolioApi';
import { customersMessages } from '../customers/messages';
import { RowCell } from '../customers/RowCell';
import { RowReasons } from '../customers/RowReasons';
import { totalText } from '../customers/totalText';
import { formatMoneyList } from '../format/formatMoney';
import { useCall } from '../hooks/useCall';
import { useMessages } from '../messages/useMessages';
import { CardSkeleton } from '../parts/CardSkeleton';
import { DataTable } from '../parts/DataTable';
import { Locked } from '../parts/Locked';
import { TextButton } from '../parts/TextButton';
import { customersRouteRef } from '../routes';
import { glanceMessages } from './messages';

const SHOWN = 5;

/** The first few of a list, and the way to all of them. @internal */
export function CustomersGlance(props: {
  caption: string;
  filter: PortfolioFilter;
  /** Of the same list under `/customers`. */
  search: string;
  none: string;
}) {
  const { caption, none, search } = props;
  const m = useMessages(glanceMessages);
  const words = useMessages(customersMessages);
  const api = useApi(customer360PortfolioApiRef);
  const list = useRouteRef(customersRouteRef);
  const asked = JSON.stringify(props.filter);
  const call = useCallback(
    (signal: AbortSignal) =>
      api.query({ filter: JSON.parse(asked), limit: SHOWN }, { signal }),
    [api, asked],
  );
  const { error, loading, retry, value: page } = useCall(call);
  if (error) {
    return (
      <div role="status">
        {m.failed} <TextButton onClick={retry}>{m.retry}</TextButton>
      </div>
    );
  }
  if (!page) {
    return loading ? <CardSkeleton rows={SHOWN} /> : null;
  }
  if (page.closed) {
    return <Locked>{page.closed}</Locked>;
  }
  if (page.rows.length === 0) {
    return <div>{none}</div>;
  }
  return (
    <>
      <DataTable
        caption={caption}
        rows={page.rows}
        rowKey={({ ref }) => ref}
        stacked
        columns={[
          {
            id: 'name',
            title: m.customer,
            render: row => (
              <b>
                <EntityRefLink
                  entityRef={row.ref}
                  title={row.title}
                  hideIcon
                  disableTooltip
                />
              </b>
            ),
          },
          {
            id: 'mrr',
            title: m.mrr,
            align: 'right',
            render: row => (
              <RowCell row={row} section="billing">
                {row.mrr && row.mrr.length > 0
                  ? formatMoneyList(row.mrr, { whole: true })
                  : undefined}
              </RowCell>
            ),
          },
          {
            id: 'why',
            title: m.why,
            render: row => <RowReasons row={row} />,
          },
        ]}
      />
      {list && (
        <div style={{ marginTop: 8 }}>
          <Link to={`${list()}?${search}`}>
            {m.all(totalText(page, words))}
          </Link>
        </div>
      )}
    </>
  );
}
