import type { UpcomingItem } from '@customer-360/backstage-plugin-customer-360-common';
import { formatDay, formatNearDay } from '../format/formatDate';
import { useNow } from '../hooks/useNow';
import { useMessages } from '../messages/useMessages';
import { DataTable } from '../parts/DataTable';
import { SourceLink } from '../parts/SourceLink';
import { ToneText } from '../parts/ToneText';
import { localDay } from '../upcoming/localDay';
import { overviewMessages } from './messages';
import { upcomingText } from './upcomingText';

/** Dated things to come. @internal */
export function UpcomingTable(props: {
  items: readonly UpcomingItem[];
  withYear?: boolean;
}) {
  const m = useMessages(overviewMessages);
  const now = useNow();
  return (
    <DataTable
      hideHead={!props.withYear}
      caption={m.comingCaption}
      rows={props.items}
      rowKey={item =>
        `${item.kind}/${item.day}/${item.source}/${item.title ?? ''}/${
          item.url ?? ''
        }`
      }
      columns={[
        {
          id: 'day',
          title: m.day,
          nowrap: true,
          render: item =>
            props.withYear
              ? formatDay(localDay(item), 'long')
              : formatNearDay(localDay(item), now),
        },
        {
          id: 'what',
          title: m.what,
          render: item => {
            const text = (
              <SourceLink url={item.url}>{upcomingText(item, m)}</SourceLink>
            );
            return item.kind === 'notice_deadline' ? (
              <ToneText tone="watch">{text}</ToneText>
            ) : (
              text
            );
          },
        },
      ]}
    />
  );
}
