import { useState, type FormEvent } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import type { Grant } from '@customer-360/backstage-plugin-customer-360-common';
import { AccessErrorNotice } from '../access/AccessErrorNotice';
import { givenText } from '../access/accessText';
import { accessMessages } from '../access/messages';
import { customer360AccessApiRef } from '../api/AccessApi';
import {
  toCustomer360Error,
  type Customer360Error,
} from '../api/Customer360Error';
import { customer360FeedbackApiRef } from '../api/FeedbackApi';
import { formatInstantShort } from '../format/formatDate';
import { useUniqueId } from '../hooks/useUniqueId';
import { useMessages } from '../messages/useMessages';
import { grantsMessages } from './messages';

const NOTE_MAX = 1_000;

const useStyles = makeStyles(
  theme => ({
    content: {
      fontFamily: theme.typography.fontFamily,
      fontSize: 13,
      lineHeight: 1.45,
    },
  }),
  { name: 'Customer360DecideDialog' },
);

/** The last look before somebody is given access or refused it. @internal */
export function DecideDialog(props: {
  grant: Grant;
  decision: 'approve' | 'refuse';
  onClose(): void;
  onDone(): void;
}) {
  const { decision, grant, onClose, onDone } = props;
  const m = useMessages(grantsMessages);
  const access = useMessages(accessMessages);
  const classes = useStyles();
  const titleId = useUniqueId();
  const api = useApi(customer360AccessApiRef);
  const feedback = useApi(customer360FeedbackApiRef);
  const who = useEntityPresentation(grant.person).primaryTitle;
  const [note, setNote] = useState('');
  const [state, setState] = useState<{
    busy: boolean;
    error?: Customer360Error;
  }>({ busy: false });
  const approve = decision === 'approve';

  const decide = async (event: FormEvent) => {
    event.preventDefault();
    setState({ busy: true });
    try {
      await api.decide(grant.id, decision, note.trim() || undefined);
    } catch (error) {
      setState({ busy: false, error: toCustomer360Error(error) });
      return;
    }
    feedback.post({ tone: 'success', text: approve ? m.approved : m.refused });
    onDone();
  };

  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId} maxWidth="xs">
      <form onSubmit={decide}>
        <DialogTitle id={titleId}>
          {approve ? m.approveTitle(who) : m.refuseTitle(who)}
        </DialogTitle>
        <DialogContent className={classes.content}>
          <p style={{ margin: '0 0 4px' }}>
            {givenText(grant, access)}. {m.until}{' '}
            {formatInstantShort(grant.expiresAt)}.
          </p>
          {approve && grant.labels.length > 0 && (
            <p style={{ margin: '0 0 4px' }}>{m.labelsCount}</p>
          )}
          <p style={{ margin: '0 0 12px' }}>{m.note(grant.reason)}</p>
          <TextField
            id="customer-360-decide-note"
            fullWidth
            multiline
            size="small"
            variant="outlined"
            label={m.noteLabel}
            helperText={m.noteHelp}
            value={note}
            inputProps={{ maxLength: NOTE_MAX }}
            onChange={event => setNote(event.target.value)}
          />
          {state.error && <AccessErrorNotice error={state.error} />}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose} style={{ textTransform: 'none' }}>
            {m.cancel}
          </Button>
          <Button
            type="submit"
            color="primary"
            variant="contained"
            style={{ textTransform: 'none' }}
            disabled={state.busy}
          >
            {approve ? m.approve : m.refuse}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
