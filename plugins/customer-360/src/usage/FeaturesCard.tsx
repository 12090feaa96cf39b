import { useMemo, useState } from 'react';
import type {
  CustomerView,
  FeaturesData,
} from '@customer-360/backstage-plugin-customer-360-common';
import { formatDate, formatDay } from '../format/formatDate';
import { formatNumber, formatShare } from '../format/formatNumber';
import { Sparkline } from '../graphics/Sparkline';
import { useMessages } from '../messages/useMessages';
import { DataTable, recordKey } from '../parts/DataTable';
import { SourceLink } from '../parts/SourceLink';
import { TextButton } from '../parts/TextButton';
import { FacetCard } from '../states/FacetCard';
import { facetOf } from '../view/facetOf';
import { useNow } from '../hooks/useNow';
import { LazyChart } from './LazyChart';
import { usageMessages } from './messages';

type Feature = FeaturesData['features'][number];

const WEEK_MS = 7 * 24 * 3600 * 1000;

/** The week that runs is left out: half a week beside whole ones reads as a fall. */
function wholeWeeks(feature: Feature, now: Date): Feature['weekly'] {
  return feature.weekly.filter(
    ({ week }) => Date.parse(`${week}T00:00:00Z`) + WEEK_MS <= now.getTime(),
  );
}

/** More lines than this nobody can tell apart. */
const CHARTED = 5;

/** Which features they use, each over time. @internal */
export function FeaturesCard(props: { view: CustomerView }) {
  const m = useMessages(usageMessages);
  return (
    <FacetCard
      title={m.features}
      facet="features"
      view={facetOf(props.view, 'features')}
      full={({ features }) => <Features features={features} />}
      summary={({ adopted, total }) => (
        <div>{m.featuresAdopted(adopted, total)}</div>
      )}
    />
  );
}

function Features(props: { features: readonly Feature[] }) {
  const m = useMessages(usageMessages);
  const now = useNow();
  const [table, setTable] = useState(false);
  const features = useMemo(
    () =>
      props.features
        .map(feature => ({ ...feature, weekly: wholeWeeks(feature, now) }))
        .sort((a, b) => b.users - a.users),
    [props.features, now],
  );
  const charted = useMemo(
    () =>
      features
        .filter(({ weekly }) => weekly.length > 1)
        .slice(0, CHARTED)
        .map(({ name, weekly }) => ({
          name,
          values: new Map(weekly.map(({ week, users }) => [week, users])),
        })),
    [features],
  );
  const weeks = [
    ...new Set(charted.flatMap(({ values }) => [...values.keys()])),
  ].sort();
  return (
    <>
      <LazyChart label={m.featureChart} series={charted} step={7} />
      {charted.length > 0 && (
        <div>
          <TextButton onClick={() => setTable(!table)}>
            {table ? m.hideTable : m.showTable}
          </TextButton>
        </div>
      )}
      {table && (
        <DataTable
          caption={m.featureChart}
          rows={weeks}
          rowKey={week => week}
          columns={[
            { id: 'week', title: m.week, nowrap: true, render: formatDayLong },
            ...charted.map(({ name, values }) => ({
              id: name,
              title: name,
              align: 'right' as const,
              render: (week: string) => values.get(week) ?? m.unknown,
            })),
          ]}
        />
      )}
      <DataTable
        caption={m.features}
        rows={features}
        limit={15}
        rowKey={recordKey}
        columns={[
          {
            id: 'name',
            title: m.feature,
            render: row => <SourceLink url={row.url}>{row.name}</SourceLink>,
          },
          {
            id: 'users',
            title: m.users30,
            align: 'right',
            render: row => formatNumber(row.users),
          },
          {
            id: 'adoption',
            title: m.adoption,
            align: 'right',
            render: row =>
              row.eligibleUsers
                ? formatShare(row.users / row.eligibleUsers)
                : m.unknown,
          },
          {
            id: 'adopted',
            title: m.adopted,
            render: row => (row.adopted ? m.yes : m.no),
          },
          {
            id: 'last',
            title: m.lastUsed,
            nowrap: true,
            render: row => row.lastUsedAt && formatDate(row.lastUsedAt),
          },
          {
            id: 'weeks',
            title: m.overTime,
            render: row => {
              const counts = row.weekly.map(({ users }) => users);
              return (
                counts.length > 1 && (
                  <Sparkline
                    zeroBased
                    low
                    values={counts}
                    label={m.weeksLabel(
                      row.name,
                      counts.length,
                      formatNumber(counts[0]),
                      formatNumber(counts[counts.length - 1]),
                    )}
                  />
                )
              );
            },
          },
        ]}
      />
    </>
  );
}

function formatDayLong(day: string): string {
  return formatDay(day);
}
