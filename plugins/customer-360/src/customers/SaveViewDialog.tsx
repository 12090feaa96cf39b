import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormHelperText from '@material-ui/core/FormHelperText';
import TextField from '@material-ui/core/TextField';
import Alert from '@material-ui/lab/Alert';
import type { SavedViewQuery } from '@customer-360/backstage-plugin-customer-360-common';
import { customer360FeedbackApiRef } from '../api/FeedbackApi';
import { customer360PortfolioApiRef } from '../api/PortfolioApi';
import { useMessages } from '../messages/useMessages';
import { FormDialog } from '../parts/FormDialog';
import { stateMessages } from '../states/messages';
import { viewsMessages } from './viewsMessages';

const TITLE_MAX = 80;

/** Gives the list that is shown a name. @internal */
export function SaveViewDialog(props: {
  query: SavedViewQuery;
  onClose(): void;
  onDone(): void;
}) {
  const { onClose, onDone, query } = props;
  const m = useMessages(viewsMessages);
  const states = useMessages(stateMessages);
  const api = useApi(customer360PortfolioApiRef);
  const feedback = useApi(customer360FeedbackApiRef);
  const [title, setTitle] = useState('');
  const [shared, setShared] = useState(false);
  return (
    <FormDialog
      title={m.saveTitle}
      sendText={m.save}
      cancelText={m.cancel}
      ready={title.trim() !== ''}
      fullWidth
      onClose={onClose}
      send={async () => {
        const saved = await api.addView({ title: title.trim(), shared, query });
        return () => {
          feedback.post({ tone: 'success', text: m.saved(saved.title) });
          onDone();
        };
      }}
    >
      {error => (
        <>
          <TextField
            id="customer-360-view-title"
            fullWidth
            required
            size="small"
            variant="outlined"
            label={m.name}
            value={title}
            inputProps={{ maxLength: TITLE_MAX, autoComplete: 'off' }}
            onChange={event => setTitle(event.target.value)}
          />
          <FormControlLabel
            control={
              <Checkbox
                color="primary"
                checked={shared}
                onChange={event => setShared(event.target.checked)}
              />
            }
            label={m.share}
          />
          <FormHelperText>{m.shareHelp}</FormHelperText>
          {error && (
            <Alert severity="warning" role="alert">
              {m.errors[error.kind] ?? states.errors[error.kind]}
            </Alert>
          )}
        </>
      )}
    </FormDialog>
  );
}
