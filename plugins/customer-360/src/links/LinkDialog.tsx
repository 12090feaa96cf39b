import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormHelperText from '@material-ui/core/FormHelperText';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import type { SourceLinks } from '@customer-360/backstage-plugin-customer-360-common';
import { AskSelect } from '../access/AskSelect';
import { customer360FeedbackApiRef } from '../api/FeedbackApi';
import { customer360LinksApiRef } from '../api/LinksApi';
import { useMessages } from '../messages/useMessages';
import { FormDialog } from '../parts/FormDialog';
import { stateMessages } from '../states/messages';
import { useCustomerKey } from '../view/useCustomerView';
import { linksMessages } from './messages';

const REASON_MAX = 1_000;
const PLAIN_ID = /^[^,\s\p{Cc}]{1,255}$/u;

const useStyles = makeStyles(
  { fields: { display: 'grid', gap: 12 } },
  { name: 'Customer360LinkDialog' },
);

/** What somebody is about to say of an account. @internal */
export type LinkStatement =
  | { say: 'theirs' | 'not-theirs'; source: string; id: string }
  /** One that nobody has found yet. */
  | { say: 'another' };

/** The last look before an account is linked, or a link undone. @internal */
export function LinkDialog(props: {
  statement: LinkStatement;
  sources: ReadonlyArray<Pick<SourceLinks, 'source' | 'title'>>;
  onClose(): void;
  onDone(): void;
}) {
  const { onClose, onDone, sources, statement } = props;
  const m = useMessages(linksMessages);
  const states = useMessages(stateMessages);
  const classes = useStyles();
  const customer = useCustomerKey();
  const api = useApi(customer360LinksApiRef);
  const feedback = useApi(customer360FeedbackApiRef);
  const another = statement.say === 'another';
  const undoes = statement.say === 'not-theirs';
  const [account, setAccount] = useState(
    another
      ? { source: sources[0].source, id: '' }
      : { source: statement.source, id: statement.id },
  );
  const [reason, setReason] = useState('');
  const [force, setForce] = useState(false);
  const said = reason.trim();
  const needsReason = undoes || force;
  const ready = PLAIN_ID.test(account.id) && (!needsReason || said !== '');

  const send = async () => {
    if (undoes) {
      await api.undoLink(customer, account, said);
    } else {
      await api.confirmLink(customer, account, {
        ...(said && { reason: said }),
        ...(force && { force }),
      });
    }
    return () => {
      feedback.post({ tone: 'success', text: undoes ? m.undone : m.confirmed });
      onDone();
    };
  };

  const source =
    sources.find(each => each.source === account.source)?.title ??
    account.source;
  return (
    <FormDialog
      title={titleOf()}
      sendText={undoes ? m.undoSend : m.confirmSend}
      cancelText={m.cancel}
      ready={ready}
      fullWidth
      contentClass={classes.fields}
      onClose={onClose}
      send={send}
    >
      {error => (
        <>
          {another && (
            <>
              <AskSelect
                id="link-source"
                label={m.source}
                value={account.source}
                options={sources.map(each => ({
                  value: each.source,
                  text: each.title,
                }))}
                onChange={chosen => setAccount({ ...account, source: chosen })}
              />
              <TextField
                id="customer-360-link-account"
                size="small"
                variant="outlined"
                required
                label={m.accountId}
                helperText={m.accountIdHelp}
                error={account.id !== '' && !PLAIN_ID.test(account.id)}
                value={account.id}
                inputProps={{ autoComplete: 'off' }}
                onChange={event =>
                  setAccount({ ...account, id: event.target.value.trim() })
                }
              />
            </>
          )}
          <p style={{ margin: 0 }}>
            {undoes ? m.undoMeaning : m.confirmMeaning}
          </p>
          <TextField
            id="customer-360-link-reason"
            multiline
            size="small"
            variant="outlined"
            required={needsReason}
            label={m.reason}
            helperText={m.reasonHelp}
            value={reason}
            inputProps={{ maxLength: REASON_MAX }}
            onChange={event => setReason(event.target.value)}
          />
          {error && (
            <Alert severity="warning" role="alert">
              {m.errors[error.kind] ?? states.errors[error.kind]}
            </Alert>
          )}
          {!undoes && (error?.kind === 'conflict' || force) && (
            <div>
              <FormControlLabel
                control={
                  <Checkbox
                    color="primary"
                    checked={force}
                    onChange={event => setForce(event.target.checked)}
                  />
                }
                label={m.force}
              />
              <FormHelperText>{m.forceHelp}</FormHelperText>
            </div>
          )}
        </>
      )}
    </FormDialog>
  );

  function titleOf(): string {
    if (another) {
      return m.linkTitle;
    }
    return undoes
      ? m.undoTitle(account.id, source)
      : m.confirmTitle(account.id, source);
  }
}
