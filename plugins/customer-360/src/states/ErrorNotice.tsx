import Alert from '@material-ui/lab/Alert';
import Button from '@material-ui/core/Button';
import type { Customer360Error } from '../api/Customer360Error';
import { useMessages } from '../messages/useMessages';
import { stateMessages } from './messages';

/** A failed call in our words, with a way to try again. @internal */
export function ErrorNotice(props: {
  error: Customer360Error;
  /** Instead of what is said of its kind. */
  text?: string;
  retry?: () => void;
}) {
  const { error, retry } = props;
  const m = useMessages(stateMessages);
  const again = error.kind !== 'not_found' && error.kind !== 'denied';
  return (
    <Alert
      severity={error.kind === 'not_found' ? 'info' : 'warning'}
      action={
        retry && again ? (
          <Button color="inherit" size="small" onClick={retry}>
            {m.tryNow}
          </Button>
        ) : undefined
      }
    >
      {props.text ?? m.errors[error.kind]}
    </Alert>
  );
}
