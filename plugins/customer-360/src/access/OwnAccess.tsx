import type { CustomerAccessView } from '@customer-360/backstage-plugin-customer-360-common';
import LockIcon from '@material-ui/icons/Lock';
import { capitalize } from '../format/capitalize';
import { useMessages } from '../messages/useMessages';
import { DataTable } from '../parts/DataTable';
import { stateMessages } from '../states/messages';
import { labelText, reasonText } from './accessText';
import { AskButton } from './AskButton';
import { accessMessages } from './messages';

type Row = CustomerAccessView['facets'][number];

/** Each part of the page: how much the reader sees of it, and why. @internal */
export function OwnAccess(props: { access: CustomerAccessView }) {
  const { facets, labels, reasons } = props.access;
  const m = useMessages(accessMessages);
  const states = useMessages(stateMessages);
  const held = labels.filter(label => label.held);
  const sections: Record<string, string> = m.sections;
  const nouns: Record<string, string> = states.nouns;
  const list = (words: string[]) => new Intl.ListFormat().format(words);
  return (
    <>
      <p style={{ margin: '0 0 4px' }}>
        {reasons.length > 0
          ? m.because(list(reasons.map(reason => reasonText(reason, m))))
          : m.foreignPolicy}
      </p>
      <p style={{ margin: '0 0 8px' }}>
        {held.length > 0
          ? m.held(list(held.map(({ label }) => labelText(label, m))))
          : m.heldNone}
      </p>
      <DataTable<Row>
        caption={m.ownCaption}
        rows={facets}
        rowKey={({ facet }) => facet}
        columns={[
          {
            id: 'section',
            title: m.section,
            nowrap: true,
            render: ({ section }) => sections[section] ?? capitalize(section),
          },
          {
            id: 'part',
            title: m.part,
            render: ({ facet }) => capitalize(nouns[facet] ?? facet),
          },
          {
            id: 'level',
            title: m.level,
            nowrap: true,
            render: ({ level }) => (
              <>
                {level === 'none' && (
                  <LockIcon
                    aria-hidden="true"
                    style={{ fontSize: 13, verticalAlign: -2 }}
                  />
                )}{' '}
                {m.levels[level]}
              </>
            ),
          },
          { id: 'why', title: m.why, render: ({ reason }) => reason },
        ]}
      />
      <div style={{ marginTop: 8 }}>
        <AskButton />
      </div>
    </>
  );
}
