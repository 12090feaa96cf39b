import { useCallback, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { customer360LinksApiRef } from '../api/LinksApi';
import { useCall } from '../hooks/useCall';
import { useMessages } from '../messages/useMessages';
import { CardSkeleton } from '../parts/CardSkeleton';
import { SectionCard } from '../parts/SectionCard';
import { TextButton } from '../parts/TextButton';
import { ErrorNotice } from '../states/ErrorNotice';
import { useCustomerKey, useCustomerView } from '../view/useCustomerView';
import { LinkDialog, type LinkStatement } from './LinkDialog';
import { LinkHistory } from './LinkHistory';
import { LinksTable } from './LinksTable';
import { linksMessages } from './messages';

const SKELETON_ROWS = 5;

/** Which accounts a customer is read from, for who may mend it. @internal */
export function LinksCard() {
  const m = useMessages(linksMessages);
  const { namespace, name } = useCustomerKey();
  const { store } = useCustomerView();
  const api = useApi(customer360LinksApiRef);
  const { error, loading, retry, value } = useCall(
    useCallback(
      (signal: AbortSignal) => api.getLinks({ namespace, name }, { signal }),
      [api, namespace, name],
    ),
  );
  const [statement, setStatement] = useState<LinkStatement>();
  return (
    <SectionCard
      title={m.title}
      aside={m.intro}
      busy={loading}
      foot={
        value &&
        value.sources.length > 0 && (
          <TextButton onClick={() => setStatement({ say: 'another' })}>
            {m.another}
          </TextButton>
        )
      }
    >
      {error && <ErrorNotice error={error} retry={retry} />}
      {!value && !error && <CardSkeleton rows={SKELETON_ROWS} />}
      {value && <LinksTable sources={value.sources} onSay={setStatement} />}
      {value && value.history.length > 0 && (
        <>
          <h3 style={{ margin: '14px 0 4px', fontSize: 13, fontWeight: 600 }}>
            {m.history}
          </h3>
          <LinkHistory history={value.history} sources={value.sources} />
        </>
      )}
      {value && statement && (
        <LinkDialog
          statement={statement}
          sources={value.sources}
          onClose={() => setStatement(undefined)}
          onDone={() => {
            setStatement(undefined);
            retry();
            // The page is read from other accounts now.
            void store.load();
          }}
        />
      )}
    </SectionCard>
  );
}
