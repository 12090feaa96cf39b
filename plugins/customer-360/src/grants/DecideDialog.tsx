import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import type { Grant } from '@customer-360/backstage-plugin-customer-360-common';
import { AccessErrorNotice } from '../access/AccessErrorNotice';
import { givenText } from '../access/accessText';
import { accessMessages } from '../access/messages';
import { customer360AccessApiRef } from '../api/AccessApi';
import { customer360FeedbackApiRef } from '../api/FeedbackApi';
import { formatInstantShort } from '../format/formatDate';
import { useMessages } from '../messages/useMessages';
import { FormDialog } from '../parts/FormDialog';
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
  const api = useApi(customer360AccessApiRef);
  const feedback = useApi(customer360FeedbackApiRef);
  const who = useEntityPresentation(grant.person).primaryTitle;
  const [note, setNote] = useState('');
  const approve = decision === 'approve';

  return (
    <FormDialog
      title={approve ? m.approveTitle(who) : m.refuseTitle(who)}
      sendText={approve ? m.approve : m.refuse}
      cancelText={m.cancel}
      ready
      contentClass={classes.content}
      onClose={onClose}
      send={async () => {
        await api.decide(grant.id, decision, note.trim() || undefined);
        return () => {
          feedback.post({
            tone: 'success',
            text: approve ? m.approved : m.refused,
          });
          onDone();
        };
      }}
    >
      {error => (
        <>
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
          {error && <AccessErrorNotice error={error} />}
        </>
      )}
    </FormDialog>
  );
}
