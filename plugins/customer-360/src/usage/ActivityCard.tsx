import { useMemo, useState } from 'react';
import type {
  ActivityData,
  CustomerView,
} from '@customer-360/backstage-plugin-customer-360-common';
import { formatDate, formatDay } from '../format/formatDate';
import { formatNumber } from '../format/formatNumber';
import { useMessages } from '../messages/useMessages';
import { DataTable } from '../parts/DataTable';
import { FactList } from '../parts/FactList';
import { TextButton } from '../parts/TextButton';
import { FacetCard } from '../states/FacetCard';
import { facetOf } from '../view/facetOf';
import { LazyChart } from './LazyChart';
import { usageMessages } from './messages';

type Figures = Omit<ActivityData, 'users'>;

/** Who is active, over time, as a chart and as numbers. @internal */
export function ActivityCard(props: { view: CustomerView }) {
  const m = useMessages(usageMessages);
  return (
    <FacetCard
      title={m.activity}
      facet="activity"
      view={facetOf(props.view, 'activity')}
      full={data => <Activity figures={data} />}
      summary={figures => <Activity figures={figures} />}
    />
  );
}

function Activity(props: { figures: Figures }) {
  const { figures } = props;
  const m = useMessages(usageMessages);
  const [table, setTable] = useState(false);
  const series = useMemo(
    () => [
      {
        name: m.activeUsers,
        values: new Map(
          figures.daily.map(({ day, activeUsers }) => [day, activeUsers]),
        ),
      },
    ],
    [figures.daily, m],
  );
  const count = (value: number | undefined) =>
    value === undefined ? undefined : formatNumber(value);
  const { activation } = figures;
  let activationText: string | undefined;
  if (activation?.activated) {
    activationText = activation.at
      ? m.activatedOn(formatDate(activation.at))
      : m.activated;
  } else if (activation) {
    activationText = m.notActivated;
  }
  return (
    <>
      <FactList
        facts={[
          { id: 'w', name: m.weekly, value: count(figures.weeklyActive) },
          { id: 'm', name: m.monthly, value: count(figures.monthlyActive) },
          {
            id: 'b',
            name: m.weeklyBefore,
            value: count(figures.weeklyActiveBefore),
          },
          {
            id: 'l',
            name: m.lastEvent,
            value: figures.lastEventAt && formatDate(figures.lastEventAt),
          },
          { id: 'a', name: m.activation, value: activationText },
        ]}
      />
      <LazyChart label={m.chart} series={series} step={1} />
      {figures.daily.length > 0 && (
        <div>
          <TextButton onClick={() => setTable(!table)}>
            {table ? m.hideTable : m.showTable}
          </TextButton>
        </div>
      )}
      {table && (
        <DataTable
          caption={m.chart}
          rows={[...figures.daily].reverse()}
          rowKey={({ day }) => day}
          columns={[
            { id: 'day', title: m.day, render: row => formatDay(row.day) },
            {
              id: 'users',
              title: m.activeUsers,
              align: 'right',
              render: row => formatNumber(row.activeUsers),
            },
          ]}
        />
      )}
    </>
  );
}
