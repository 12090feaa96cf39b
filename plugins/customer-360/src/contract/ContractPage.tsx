import type {
  Contract,
  CustomerView,
} from '@customer-360/backstage-plugin-customer-360-common';
import { formatDay } from '../format/formatDate';
import { formatMoney } from '../format/formatMoney';
import { useMessages } from '../messages/useMessages';
import { Wide } from '../parts/Columns';
import { DataTable, recordKey } from '../parts/DataTable';
import { SourceLink } from '../parts/SourceLink';
import { FacetCard } from '../states/FacetCard';
import { TabFrame } from '../states/TabFrame';
import { facetOf } from '../view/facetOf';
import { contractMessages } from './messages';

/** What was agreed, and until when. @public */
export function ContractPage() {
  return (
    <TabFrame>
      {view => (
        <Wide>
          <ContractsCard view={view} />
        </Wide>
      )}
    </TabFrame>
  );
}

function ContractsCard(props: { view: CustomerView }) {
  const m = useMessages(contractMessages);
  const day = (value: string | undefined) =>
    value ? formatDay(value) : m.unknown;
  const then = ({ autoRenews }: Contract) => {
    if (autoRenews === undefined) {
      return m.notSaid;
    }
    return autoRenews ? m.renews : m.ends;
  };
  return (
    <FacetCard
      title={m.contracts}
      facet="contracts"
      view={facetOf(props.view, 'contracts')}
      full={({ contracts }) => (
        <DataTable
          caption={m.contracts}
          rows={contracts}
          rowKey={recordKey}
          columns={[
            {
              id: 'number',
              title: m.number,
              render: row => (
                <SourceLink url={row.url}>{row.number ?? row.id}</SourceLink>
              ),
            },
            {
              id: 'status',
              title: m.status,
              render: row => m.contractStatus[row.status],
            },
            {
              id: 'start',
              title: m.start,
              nowrap: true,
              render: row => day(row.startDay),
            },
            {
              id: 'end',
              title: m.end,
              nowrap: true,
              render: row => day(row.endDay),
            },
            { id: 'then', title: m.renewal, render: then },
            {
              id: 'notice',
              title: m.notice,
              nowrap: true,
              render: row => day(row.noticeDay),
            },
            {
              id: 'term',
              title: m.term,
              render: row =>
                row.termMonths === undefined
                  ? m.unknown
                  : m.months(row.termMonths),
            },
            {
              id: 'value',
              title: m.value,
              align: 'right',
              render: row =>
                row.annualValue ? formatMoney(row.annualValue) : m.unknown,
            },
          ]}
        />
      )}
      summary={({ current }) =>
        current?.endDay ? (
          <div>
            {m.summary(day(current.startDay), day(current.endDay))}{' '}
            {current.noticeDay && m.summaryNotice(day(current.noticeDay))}
          </div>
        ) : (
          <div>{m.noCurrent}</div>
        )
      }
    />
  );
}
