import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { Grant } from '@customer-360/backstage-plugin-customer-360-common';
import { AskForAnyDialog } from '../access/AskForAnyDialog';
import { AccessErrorNotice } from '../access/AccessErrorNotice';
import { customer360AccessApiRef } from '../api/AccessApi';
import {
  toCustomer360Error,
  type Customer360Error,
} from '../api/Customer360Error';
import { customer360FeedbackApiRef } from '../api/FeedbackApi';
import { useMessages } from '../messages/useMessages';
import { CardSkeleton } from '../parts/CardSkeleton';
import { Pager } from '../parts/Pager';
import { SectionCard } from '../parts/SectionCard';
import { TextButton } from '../parts/TextButton';
import { ErrorNotice } from '../states/ErrorNotice';
import { DecideDialog } from './DecideDialog';
import { GrantsTable } from './GrantsTable';
import { grantsMessages } from './messages';
import { useGrants } from './useGrants';

const SKELETON_ROWS = 4;

/** Requests and exceptions: one's own, or those one decides about. @internal */
export function GrantsCard(props: { view: 'own' | 'managed' }) {
  const managed = props.view === 'managed';
  const m = useMessages(grantsMessages);
  const api = useApi(customer360AccessApiRef);
  const feedback = useApi(customer360FeedbackApiRef);
  const { value, error, loading, retry, next, first } = useGrants(props.view);
  const [deciding, setDeciding] = useState<{
    grant: Grant;
    decision: 'approve' | 'refuse';
  }>();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Customer360Error>();

  const end = async (id: string) => {
    setBusy(true);
    setFailure(undefined);
    try {
      await api.revoke(id);
      feedback.post({ tone: 'success', text: m.ended });
      retry();
    } catch (thrown) {
      setFailure(toCustomer360Error(thrown));
    }
    setBusy(false);
  };

  const actions = (grant: Grant) => {
    const { id, state } = grant;
    if (state === 'requested' && managed) {
      return (
        <span style={{ display: 'flex', gap: 12 }}>
          <TextButton
            onClick={() => setDeciding({ grant, decision: 'approve' })}
          >
            {m.approve}
          </TextButton>
          <TextButton
            onClick={() => setDeciding({ grant, decision: 'refuse' })}
          >
            {m.refuse}
          </TextButton>
        </span>
      );
    }
    return state === 'requested' || state === 'live' ? (
      <TextButton disabled={busy} onClick={() => void end(id)}>
        {state === 'live' ? m.end : m.takeBack}
      </TextButton>
    ) : null;
  };

  const grants = value?.grants ?? [];
  const none = managed ? m.noneManaged : m.noneMine;
  return (
    <SectionCard
      title={managed ? m.managed : m.mine}
      busy={loading}
      foot={
        <>
          {!managed && (
            <TextButton onClick={() => setAsking(true)}>
              {m.askForAny}
            </TextButton>
          )}
          <Pager next={next} first={first} />
        </>
      }
    >
      {error && <ErrorNotice error={error} retry={retry} />}
      {failure && <AccessErrorNotice error={failure} />}
      {!value && !error && <CardSkeleton rows={SKELETON_ROWS} />}
      {value && grants.length === 0 && <div role="status">{none}</div>}
      {grants.length > 0 && (
        <GrantsTable
          caption={managed ? m.managedCaption : m.mineCaption}
          grants={grants}
          withPerson={managed}
          actions={actions}
        />
      )}
      {asking && (
        <AskForAnyDialog onAsked={retry} onClose={() => setAsking(false)} />
      )}
      {deciding && (
        <DecideDialog
          {...deciding}
          onClose={() => setDeciding(undefined)}
          onDone={() => {
            setDeciding(undefined);
            retry();
          }}
        />
      )}
    </SectionCard>
  );
}
