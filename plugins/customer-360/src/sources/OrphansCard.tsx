import { useCallback, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type {
  OrphanAccount,
  OrphanCustomer,
  OrphanPage,
  SourceReport,
} from '@customer-360/backstage-plugin-customer-360-common';
import Alert from '@material-ui/lab/Alert';
import { AskSelect } from '../access/AskSelect';
import { customer360SourcesApiRef } from '../api/SourcesApi';
import { ageMessages, formatElapsed } from '../format/formatAge';
import { formatInstant } from '../format/formatDate';
import { useCall } from '../hooks/useCall';
import { useMessages } from '../messages/useMessages';
import { CardSkeleton } from '../parts/CardSkeleton';
import { DataTable } from '../parts/DataTable';
import { Pager } from '../parts/Pager';
import { SectionCard } from '../parts/SectionCard';
import { ErrorNotice } from '../states/ErrorNotice';
import { sourcesMessages } from './messages';

const PAGE_SIZE = 25;
const SKELETON_ROWS = 4;

type Orphan =
  | { kind: 'account'; account: OrphanAccount }
  | { kind: 'customer'; customer: OrphanCustomer };

/** What is linked to nothing at one source, for who can mend it. @internal */
export function OrphansCard(props: {
  sources: ReadonlyArray<Pick<SourceReport, 'id' | 'title'>>;
  now: Date;
}) {
  const { now, sources } = props;
  const m = useMessages(sourcesMessages);
  const api = useApi(customer360SourcesApiRef);
  const [asked, setAsked] = useState<{ source: string; cursor?: string }>({
    source: sources[0].id,
  });
  const { error, loading, retry, value } = useCall(
    useCallback(
      (signal: AbortSignal) =>
        api.orphans({ ...asked, limit: PAGE_SIZE, signal }),
      [api, asked],
    ),
  );
  const { source } = asked;
  const title = sources.find(({ id }) => id === source)?.title ?? source;
  const next = value?.nextCursor;
  return (
    <SectionCard
      title={m.orphans}
      aside={m.orphansIntro}
      busy={loading}
      foot={
        <Pager
          next={next ? () => setAsked({ source, cursor: next }) : undefined}
          first={asked.cursor ? () => setAsked({ source }) : undefined}
        />
      }
    >
      <div style={{ padding: '4px 0 8px' }}>
        <AskSelect
          id="orphans-source"
          label={m.orphansSource}
          value={source}
          options={sources.map(each => ({ value: each.id, text: each.title }))}
          onChange={chosen => setAsked({ source: chosen })}
        />
      </div>
      {error?.kind === 'invalid' && (
        <Alert severity="info">{m.orphansInvalid}</Alert>
      )}
      {error && error.kind !== 'invalid' && (
        <ErrorNotice error={error} retry={retry} />
      )}
      {!value && !error && <CardSkeleton rows={SKELETON_ROWS} />}
      {value && <Orphans page={value} title={title} now={now} />}
    </SectionCard>
  );
}

function Orphans(props: { page: OrphanPage; title: string; now: Date }) {
  const { now, page, title } = props;
  const m = useMessages(sourcesMessages);
  const ages = useMessages(ageMessages);
  const rows: Orphan[] = [
    ...page.accounts.map(account => ({ kind: 'account' as const, account })),
    ...page.customers.map(customer => ({
      kind: 'customer' as const,
      customer,
    })),
  ];
  if (rows.length === 0) {
    return (
      <p style={{ margin: 0 }}>
        {page.nextCursor ? m.orphansSearched : m.orphansNone}
      </p>
    );
  }
  return (
    <DataTable<Orphan>
      stacked
      caption={m.orphansCaption(title)}
      rows={rows}
      rowKey={row =>
        row.kind === 'account' ? `a ${row.account.id}` : row.customer.ref
      }
      columns={[
        {
          id: 'what',
          title: m.what,
          render: row =>
            row.kind === 'account' ? (
              m.account(row.account.id)
            ) : (
              <EntityRefLink
                entityRef={row.customer.ref}
                title={row.customer.title}
                hideIcon
                disableTooltip
              />
            ),
        },
        {
          id: 'known',
          title: m.known,
          render: row =>
            row.kind === 'account'
              ? m.reasons[row.account.reason]
              : m.withoutAccount,
        },
        {
          id: 'seen',
          title: m.seen,
          nowrap: true,
          render: row =>
            row.kind === 'account' && (
              <span title={formatInstant(row.account.seenAt)}>
                {m.ago(formatElapsed(row.account.seenAt, now, ages))}
              </span>
            ),
        },
      ]}
    />
  );
}
