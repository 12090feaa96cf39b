import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type {
  AccessReason,
  CustomerPeople,
} from '@customer-360/backstage-plugin-customer-360-common';
import { customer360AccessApiRef } from '../api/AccessApi';
import {
  toCustomer360Error,
  type Customer360Error,
} from '../api/Customer360Error';
import { customer360FeedbackApiRef } from '../api/FeedbackApi';
import { useMessages } from '../messages/useMessages';
import { DataTable } from '../parts/DataTable';
import { TextButton } from '../parts/TextButton';
import { ToneText } from '../parts/ToneText';
import { AccessErrorNotice } from './AccessErrorNotice';
import { givenText, reasonText } from './accessText';
import { accessMessages } from './messages';

interface Row {
  person: string;
  name?: string;
  reason: AccessReason;
}

const SHOWN_AT_FIRST = 10;

/** Who sees a customer, a line for each reason; exceptions can be ended. @internal */
export function PeopleTable(props: {
  access: CustomerPeople;
  onChange(): void;
}) {
  const { more, people, rolesKnown } = props.access;
  const m = useMessages(accessMessages);
  const api = useApi(customer360AccessApiRef);
  const feedback = useApi(customer360FeedbackApiRef);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Customer360Error>();
  const rows = people.flatMap(({ person, name, reasons }) =>
    reasons.map((reason): Row => ({ person, name, reason })),
  );

  const revoke = async (grant: string) => {
    setBusy(true);
    setError(undefined);
    try {
      await api.revoke(grant);
      feedback.post({ tone: 'success', text: m.revoked });
      props.onChange();
    } catch (failure) {
      setError(toCustomer360Error(failure));
    }
    setBusy(false);
  };

  return (
    <>
      {!rolesKnown && <p style={{ margin: '0 0 6px' }}>{m.rolesUnknown}</p>}
      {rows.length === 0 && <div>{m.peopleNone}</div>}
      {rows.length > 0 && (
        <DataTable<Row>
          caption={m.peopleCaption}
          rows={rows}
          limit={SHOWN_AT_FIRST}
          rowKey={({ person, reason }) =>
            reason.via === 'role'
              ? `${person} ${reason.role} ${reason.scope}`
              : `${person} ${reason.grant}`
          }
          columns={[
            {
              id: 'person',
              title: m.person,
              nowrap: true,
              render: ({ person, name }) => (
                <EntityRefLink
                  entityRef={person}
                  title={name}
                  hideIcon
                  disableTooltip
                />
              ),
            },
            {
              id: 'much',
              title: m.much,
              render: ({ reason }) => givenText(reason, m),
            },
            {
              id: 'by',
              title: m.by,
              render: ({ reason }) => (
                <>
                  {reason.via === 'grant' && reason.breakGlass ? (
                    <ToneText tone="watch">{reasonText(reason, m)}</ToneText>
                  ) : (
                    reasonText(reason, m)
                  )}{' '}
                  {reason.via === 'grant' && (
                    <TextButton
                      disabled={busy}
                      onClick={() => void revoke(reason.grant)}
                    >
                      {m.revoke}
                    </TextButton>
                  )}
                </>
              ),
            },
          ]}
        />
      )}
      {more && <div>{m.peopleMore}</div>}
      {error && <AccessErrorNotice error={error} />}
    </>
  );
}
