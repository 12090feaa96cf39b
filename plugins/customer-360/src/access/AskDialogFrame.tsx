import { useState, type FormEvent, type ReactNode } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import { customer360AccessApiRef, type AccessRequest } from '../api/AccessApi';
import {
  toCustomer360Error,
  type Customer360Error,
} from '../api/Customer360Error';
import { customer360FeedbackApiRef } from '../api/FeedbackApi';
import { useUniqueId } from '../hooks/useUniqueId';
import { useMessages } from '../messages/useMessages';
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
  const titleId = useUniqueId();
  const api = useApi(customer360AccessApiRef);
  const feedback = useApi(customer360FeedbackApiRef);
  const [state, setState] = useState<{
    busy: boolean;
    error?: Customer360Error;
  }>({ busy: false });
  const ready = form !== undefined && requestOf(form, new Date()) !== undefined;

  const send = async (event: FormEvent) => {
    event.preventDefault();
    const request = form && requestOf(form, new Date());
    if (!request) {
      return;
    }
    setState({ busy: true });
    try {
      await api.ask(request);
    } catch (error) {
      setState({ busy: false, error: toCustomer360Error(error) });
      return;
    }
    feedback.post({
      tone: 'success',
      text: request.breakGlass ? m.askOpened : m.askSent,
    });
    onAsked?.(request);
    onClose();
  };

  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId} maxWidth="sm">
      <form onSubmit={send}>
        <DialogTitle id={titleId}>{m.askTitle}</DialogTitle>
        <DialogContent>
          {children}
          {state.error && <AccessErrorNotice error={state.error} />}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose} style={{ textTransform: 'none' }}>
            {m.askCancel}
          </Button>
          <Button
            type="submit"
            color="primary"
            variant="contained"
            style={{ textTransform: 'none' }}
            disabled={!ready || state.busy}
          >
            {form?.minutes === undefined ? m.askSend : m.askOpen}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
