import type { ReactNode } from 'react';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type {
  CustomerLifecycle,
  PortfolioRow,
  PortfolioSection,
  PortfolioSort,
} from '@customer-360/backstage-plugin-customer-360-common';
import { useTokens } from '../design/useTokens';
import { capitalize } from '../format/capitalize';
import { formatNearDay } from '../format/formatDate';
import { formatMoney, formatMoneyList } from '../format/formatMoney';
import {
  formatNumber,
  formatShare,
  formatSignedPercent,
} from '../format/formatNumber';
import { useNow } from '../hooks/useNow';
import { useMessages } from '../messages/useMessages';
import { DataTable, type DataColumn } from '../parts/DataTable';
import { FreshnessText } from '../parts/FreshnessText';
import { ToneText } from '../parts/ToneText';
import { customersMessages } from './messages';
import { OwnerMark } from './OwnerMark';
import { RowCell } from './RowCell';
import { RowReasons } from './RowReasons';
import type { ListChoice } from './useListParams';

/** Who of ours looks after them: a person says more than a department. */
function lookingAfter({ owner, team }: PortfolioRow): string {
  return team.find(({ role }) => role === 'csm')?.ref ?? owner;
}

/** A row per customer, the name as the way in, and why it stands where it does. @internal */
export function CustomersTable(props: {
  rows: readonly PortfolioRow[];
  choice: ListChoice;
  onSort(sort: PortfolioSort): void;
}) {
  const { choice, onSort, rows } = props;
  const m = useMessages(customersMessages);
  const tokens = useTokens();
  const now = useNow();
  const soft = (content: ReactNode) => (
    <span style={{ color: tokens.soft, fontSize: 11.5 }}>{content}</span>
  );
  const cell = (
    row: PortfolioRow,
    section: PortfolioSection,
    content: ReactNode,
  ) => (
    <RowCell row={row} section={section}>
      {content}
    </RowCell>
  );
  const sortable = (sort: PortfolioSort) => ({
    direction: choice.sort === sort ? choice.direction : undefined,
    toggle: () => onSort(sort),
  });
  const columns: Array<DataColumn<PortfolioRow>> = [
    {
      id: 'name',
      title: m.customer,
      sort: sortable('name'),
      render: row => (
        <>
          <b>
            <EntityRefLink
              entityRef={row.ref}
              title={row.title}
              hideIcon
              disableTooltip
            />
          </b>
          <div>
            {soft(
              [
                row.segment && capitalize(row.segment),
                m.lifecycles[row.lifecycle as CustomerLifecycle] ??
                  row.lifecycle,
              ]
                .filter(Boolean)
                .join(' · '),
            )}
          </div>
        </>
      ),
    },
    {
      id: 'owner',
      title: m.owner,
      sort: sortable('owner'),
      render: row => <OwnerMark entityRef={lookingAfter(row)} />,
    },
    {
      id: 'mrr',
      title: m.mrr,
      align: 'right',
      sort: sortable('mrr'),
      render: row =>
        cell(
          row,
          'billing',
          row.mrr && row.mrr.length > 0
            ? formatMoneyList(row.mrr, { whole: true })
            : undefined,
        ),
    },
    {
      id: 'change',
      title: m.change,
      nowrap: true,
      sort: sortable('mrrChange'),
      render: row =>
        cell(row, 'billing', row.mrrChange && <Change row={row} />),
    },
    {
      id: 'renews',
      title: m.renews,
      align: 'right',
      sort: sortable('renews'),
      render: row =>
        row.renews
          ? renewsText(row.renews, now, m)
          : cell(row, 'contract', undefined),
    },
    {
      id: 'notice',
      title: m.notice,
      align: 'right',
      sort: sortable('notice'),
      render: row => cell(row, 'contract', noticeText(row, m)),
    },
    {
      id: 'health',
      title: m.health,
      align: 'right',
      sort: sortable('health'),
      render: row =>
        cell(
          row,
          'relationship',
          row.health && (
            <span title={m.coverage(formatShare(row.health.coverage))}>
              {row.health.score === undefined
                ? '–'
                : formatNumber(row.health.score)}{' '}
              {soft(formatShare(row.health.coverage))}
            </span>
          ),
        ),
    },
    {
      id: 'severity1',
      title: m.severity1,
      align: 'right',
      sort: sortable('severity1'),
      render: row =>
        cell(
          row,
          'support',
          row.severity1 === undefined ? undefined : formatNumber(row.severity1),
        ),
    },
    {
      id: 'why',
      title: m.why,
      render: row => <RowReasons row={row} />,
    },
    {
      id: 'oldest',
      title: m.oldest,
      sort: sortable('oldest'),
      render: ({ oldest }) =>
        oldest && (
          <span style={{ fontSize: 11.5 }}>
            <FreshnessText
              freshness={{
                titles: [oldest.source],
                at: oldest.asOf,
                stale: false,
              }}
            />
          </span>
        ),
    },
  ];
  return (
    <DataTable
      caption={m.caption}
      rows={rows}
      rowKey={({ ref }) => ref}
      stacked
      columns={columns}
    />
  );
}

function Change(props: { row: PortfolioRow }) {
  const { absolute, currency, percent, tone } = props.row.mrrChange!;
  const text =
    percent === undefined
      ? formatMoney({ amount: absolute, currency }, { whole: true })
      : formatSignedPercent(percent);
  return tone ? (
    <ToneText tone={tone} strong>
      {text}
    </ToneText>
  ) : (
    <>{text}</>
  );
}

function renewsText(
  { day, daysLeft, kind }: NonNullable<PortfolioRow['renews']>,
  now: Date,
  m: typeof customersMessages.messages,
): string {
  if (kind === 'open_ended' || day === undefined || daysLeft === undefined) {
    return m.openEnded;
  }
  return kind === 'renews'
    ? m.inDays(daysLeft)
    : m.ends(formatNearDay(day, now));
}

function noticeText(
  { renews }: PortfolioRow,
  m: typeof customersMessages.messages,
): string | undefined {
  if (renews?.noticeDaysLeft === undefined) {
    return undefined;
  }
  return renews.noticeDaysLeft < 0 ? m.past : m.inDays(renews.noticeDaysLeft);
}
