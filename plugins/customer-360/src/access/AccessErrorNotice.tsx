import Alert from '@material-ui/lab/Alert';
import type { Customer360Error } from '../api/Customer360Error';
import { useMessages } from '../messages/useMessages';
import { stateMessages } from '../states/messages';
import { accessErrorText } from './accessErrorText';
import { accessMessages } from './messages';

/** Why nothing came of what somebody asked for or decided. @internal */
export function AccessErrorNotice(props: { error: Customer360Error }) {
  const m = useMessages(accessMessages);
  const states = useMessages(stateMessages);
  return (
    <Alert severity="warning" role="alert">
      {accessErrorText(props.error, m, states)}
    </Alert>
  );
}
