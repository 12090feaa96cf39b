import type { ReactNode } from 'react';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type {
  Grant,
  GrantState,
} from '@customer-360/backstage-plugin-customer-360-common';
import { givenText } from '../access/accessText';
import { accessMessages } from '../access/messages';
import type { Tone } from '../design/tokens';
import { formatInstantShort } from '../format/formatDate';
import { useMessages } from '../messages/useMessages';
import { Chip } from '../parts/Chip';
import { DataTable } from '../parts/DataTable';
import { ToneText } from '../parts/ToneText';
import { grantsMessages } from './messages';

const TONES: Partial<Record<GrantState, Tone>> = {
  requested: 'watch',
  live: 'up',
};

/** Grants and requests, with what can be done about each. @internal */
export function GrantsTable(props: {
  caption: string;
  grants: readonly Grant[];
  withPerson?: boolean;
  actions(grant: Grant): ReactNode;
}) {
  const m = useMessages(grantsMessages);
  const access = useMessages(accessMessages);
  const person = {
    id: 'person',
    title: m.person,
    nowrap: true,
    render: (grant: Grant) => (
      <EntityRefLink entityRef={grant.person} hideIcon disableTooltip />
    ),
  };
  return (
    <DataTable<Grant>
      caption={props.caption}
      rows={props.grants}
      rowKey={({ id }) => id}
      columns={[
        ...(props.withPerson ? [person] : []),
        {
          id: 'scope',
          title: m.scope,
          render: ({ scope }) =>
            scope.kind === 'customer' ? (
              <EntityRefLink
                entityRef={scope.ref}
                defaultKind="customer"
                hideIcon
                disableTooltip
              />
            ) : (
              m.segment(scope.segment)
            ),
        },
        {
          id: 'what',
          title: m.what,
          render: grant => givenText(grant, access),
        },
        { id: 'reason', title: m.reason, render: ({ reason }) => reason },
        {
          id: 'until',
          title: m.until,
          nowrap: true,
          render: ({ expiresAt }) => formatInstantShort(expiresAt),
        },
        {
          id: 'state',
          title: m.state,
          render: grant => <State grant={grant} />,
        },
        {
          id: 'actions',
          title: m.actions,
          nowrap: true,
          render: props.actions,
        },
      ]}
    />
  );
}

function State({ grant }: { grant: Grant }) {
  const m = useMessages(grantsMessages);
  const access = useMessages(accessMessages);
  return (
    <>
      <Chip tone={TONES[grant.state]}>{access.states[grant.state]}</Chip>{' '}
      {grant.breakGlass && <ToneText tone="watch">{m.breakGlass}</ToneText>}
      {grant.note && <div>{m.note(grant.note)}</div>}
    </>
  );
}
