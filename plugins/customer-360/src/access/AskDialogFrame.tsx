import type { ReactNode } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { customer360AccessApiRef, type AccessRequest } from '../api/AccessApi';
import { customer360FeedbackApiRef } from '../api/FeedbackApi';
import { useMessages } from '../messages/useMessages';
import { FormDialog } from '../parts/FormDialog';
import { AccessErrorNotice } from './AccessErrorNotice';
import { requestOf, type AskForm } from './askForm';
import { accessMessages } from './messages';

/** Around the fields: sends what they say, and tells how that went. @internal */
export function AskDialogFrame(props: {
  /** Undefined while there is nothing to fill in yet. */
  form: AskForm | undefined;
  children: ReactNode;
  onAsked?(request: AccessRequest): void;
  onClose(): void;
}) {
  const { children, form, onAsked, onClose } = props;
  const m = useMessages(accessMessages);
  const api = useApi(customer360AccessApiRef);
  const feedback = useApi(customer360FeedbackApiRef);
  const request = form && requestOf(form, new Date());

  return (
    <FormDialog
      title={m.askTitle}
      sendText={form?.minutes === undefined ? m.askSend : m.askOpen}
      cancelText={m.askCancel}
      ready={request !== undefined}
      maxWidth="sm"
      onClose={onClose}
      send={async () => {
        // Until when it lasts counts from the moment in which it is sent.
        const asked = requestOf(form!, new Date())!;
        await api.ask(asked);
        return () => {
          feedback.post({
            tone: 'success',
            text: asked.breakGlass ? m.askOpened : m.askSent,
          });
          onAsked?.(asked);
          onClose();
        };
      }}
    >
      {error => (
        <>
          {children}
          {error && <AccessErrorNotice error={error} />}
        </>
      )}
    </FormDialog>
  );
}
