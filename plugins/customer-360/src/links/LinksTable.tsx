import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type {
  AccountCandidate,
  AccountLink,
  SourceLinks,
} from '@customer-360/backstage-plugin-customer-360-common';
import { formatInstantShort } from '../format/formatDate';
import { useMessages } from '../messages/useMessages';
import { DataTable } from '../parts/DataTable';
import { TextButton } from '../parts/TextButton';
import { ToneText } from '../parts/ToneText';
import type { LinkStatement } from './LinkDialog';
import { linksMessages } from './messages';

type Row = { source: SourceLinks } & (
  | { kind: 'link'; link: AccountLink }
  | { kind: 'candidate'; candidate: AccountCandidate }
  | { kind: 'none' }
);

/** Source by source: what is linked, or what looks like the customer. @internal */
export function LinksTable(props: {
  sources: readonly SourceLinks[];
  onSay(statement: LinkStatement): void;
}) {
  const { onSay, sources } = props;
  const m = useMessages(linksMessages);
  return (
    <DataTable<Row>
      stacked
      caption={m.caption}
      rows={sources.flatMap(rowsOf)}
      rowKey={keyOf}
      columns={[
        {
          id: 'source',
          title: m.source,
          nowrap: true,
          render: row => row.source.title,
        },
        { id: 'account', title: m.account, render: accountOf },
        { id: 'why', title: m.why, render: whyOf },
        {
          id: 'confidence',
          title: m.confidence,
          nowrap: true,
          render: row =>
            row.kind === 'link' && m.confidences[row.link.confidence],
        },
        {
          id: 'since',
          title: m.since,
          nowrap: true,
          render: row =>
            row.kind === 'link' &&
            row.link.since &&
            formatInstantShort(row.link.since),
        },
        { id: 'do', title: m.do, render: actionsOf },
      ]}
    />
  );

  function accountOf(row: Row) {
    switch (row.kind) {
      case 'link':
        return row.link.id;
      case 'candidate':
        return (
          <ToneText tone="watch">
            {row.candidate.id} {m.candidate}
          </ToneText>
        );
      default:
        return m.none;
    }
  }

  function whyOf(row: Row) {
    if (row.kind === 'none') {
      return null;
    }
    if (row.kind === 'candidate') {
      const { obstacle, rule } = row.candidate;
      return `${m.rules[rule]}; ${
        obstacle ? m.obstacles[obstacle] : m.beingLinked
      }`;
    }
    const { by, reason, rule } = row.link;
    return (
      <>
        {m.rules[rule]}
        {by && (
          <div>
            <EntityRefLink entityRef={by} hideIcon disableTooltip />
          </div>
        )}
        {reason && <div>{m.reasonGiven(reason)}</div>}
      </>
    );
  }

  function actionsOf(row: Row) {
    if (row.kind === 'none') {
      return null;
    }
    const { source } = row.source;
    if (row.kind === 'candidate') {
      const { id } = row.candidate;
      return (
        <TextButton onClick={() => onSay({ say: 'theirs', source, id })}>
          {m.confirm}
        </TextButton>
      );
    }
    const { confidence, id, rule } = row.link;
    if (rule === 'annotation') {
      return m.onEntity;
    }
    return (
      <span style={{ display: 'flex', gap: 12 }}>
        {confidence !== 'certain' && (
          <TextButton onClick={() => onSay({ say: 'theirs', source, id })}>
            {m.confirm}
          </TextButton>
        )}
        <TextButton onClick={() => onSay({ say: 'not-theirs', source, id })}>
          {m.undo}
        </TextButton>
      </span>
    );
  }
}

function rowsOf(source: SourceLinks): Row[] {
  const rows: Row[] = [
    ...source.links.map(link => ({ kind: 'link' as const, source, link })),
    ...source.candidates.map(candidate => ({
      kind: 'candidate' as const,
      source,
      candidate,
    })),
  ];
  return rows.length > 0 ? rows : [{ kind: 'none', source }];
}

function keyOf(row: Row): string {
  switch (row.kind) {
    case 'link':
      return `${row.source.source} ${row.link.id}`;
    case 'candidate':
      return `${row.source.source} ${row.candidate.id} ${row.candidate.rule}`;
    default:
      return row.source.source;
  }
}
