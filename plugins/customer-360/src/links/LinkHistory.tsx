import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type {
  LinkHistoryEntry,
  SourceLinks,
} from '@customer-360/backstage-plugin-customer-360-common';
import { formatInstantShort } from '../format/formatDate';
import { useMessages } from '../messages/useMessages';
import { DataTable } from '../parts/DataTable';
import { linksMessages } from './messages';

const SHOWN = 5;

/** What was done to the accounts of a customer, the newest first. @internal */
export function LinkHistory(props: {
  history: readonly LinkHistoryEntry[];
  sources: ReadonlyArray<Pick<SourceLinks, 'source' | 'title'>>;
}) {
  const m = useMessages(linksMessages);
  const titles = new Map(
    props.sources.map(({ source, title }) => [source, title]),
  );
  return (
    <DataTable<LinkHistoryEntry>
      stacked
      caption={m.historyCaption}
      limit={SHOWN}
      rows={props.history}
      rowKey={({ act, at, id, source }) => `${at} ${source} ${id} ${act}`}
      columns={[
        {
          id: 'when',
          title: m.when,
          nowrap: true,
          render: ({ at }) => formatInstantShort(at),
        },
        {
          id: 'what',
          title: m.what,
          render: ({ act, id, reason, source }) => (
            <>
              {m.acts[act]}: {m.accountAt(id, titles.get(source) ?? source)}
              {reason && <div>{m.reasonGiven(reason)}</div>}
            </>
          ),
        },
        {
          id: 'who',
          title: m.who,
          nowrap: true,
          render: ({ by }) =>
            by ? (
              <EntityRefLink entityRef={by} hideIcon disableTooltip />
            ) : (
              m.itself
            ),
        },
      ]}
    />
  );
}
