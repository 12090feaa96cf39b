import { useCallback, useState, type FormEvent } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import type { FacetId } from '@customer-360/backstage-plugin-customer-360-common';
import { customer360AccessApiRef } from '../api/AccessApi';
import {
  toCustomer360Error,
  type Customer360Error,
} from '../api/Customer360Error';
import { customer360FeedbackApiRef } from '../api/FeedbackApi';
import { useCall } from '../hooks/useCall';
import { useUniqueId } from '../hooks/useUniqueId';
import { useMessages } from '../messages/useMessages';
import { ErrorNotice } from '../states/ErrorNotice';
import { useCustomerKey, useCustomerView } from '../view/useCustomerView';
import { AccessErrorNotice } from './AccessErrorNotice';
import { AskFields } from './AskFields';
import { beginAsking, requestOf, type AskForm } from './askForm';
import { accessMessages } from './messages';

/** Within this time a grant counts everywhere. */
const EFFECTIVE_MS = 5_000;

/** Asks to see more of this customer, or opens it in an emergency. @internal */
export function AskDialog(props: {
  /** What was missing; undefined where it is asked in general. */
  facet?: FacetId;
  /** Of fields that were taken out of the facet. */
  labels?: readonly string[];
  onClose(): void;
}) {
  const { facet, labels, onClose } = props;
  const m = useMessages(accessMessages);
  const titleId = useUniqueId();
  const { entity } = useEntity();
  const { namespace, name } = useCustomerKey();
  const { store } = useCustomerView();
  const api = useApi(customer360AccessApiRef);
  const feedback = useApi(customer360FeedbackApiRef);
  const [written, setWritten] = useState<AskForm>();
  const [state, setState] = useState<{
    busy: boolean;
    error?: Customer360Error;
  }>({ busy: false });
  const access = useCall(
    useCallback(
      (signal: AbortSignal) => api.getAccess({ namespace, name }, { signal }),
      [api, namespace, name],
    ),
  );
  const form =
    written ??
    (access.value && beginAsking(access.value, { facet, labels }, new Date()));
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
    if (request.breakGlass) {
      setTimeout(() => void store.load(), EFFECTIVE_MS);
    }
    onClose();
  };

  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId} maxWidth="sm">
      <form onSubmit={send}>
        <DialogTitle id={titleId}>{m.askTitle}</DialogTitle>
        <DialogContent>
          {access.value && form && (
            <AskFields
              form={form}
              access={access.value}
              segment={
                typeof entity.spec?.segment === 'string'
                  ? entity.spec.segment
                  : undefined
              }
              onChange={setWritten}
            />
          )}
          {access.loading && !access.value && (
            <div role="status">{m.askLoading}</div>
          )}
          {access.error && (
            <ErrorNotice error={access.error} retry={access.retry} />
          )}
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
