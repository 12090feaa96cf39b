import Alert from '@material-ui/lab/Alert';
import type {
  Customer360Error,
  Customer360ErrorKind,
} from '../api/Customer360Error';
import { ErrorNotice } from '../states/ErrorNotice';
import { Locked } from '../parts/Locked';

/** A failed call, in the words of this room where it has any. @internal */
export function LedgerError(props: {
  error: Customer360Error;
  retry: () => void;
  words: Partial<Record<Customer360ErrorKind, string>>;
}) {
  const { error, retry, words } = props;
  const text = words[error.kind];
  if (text === undefined) {
    return <ErrorNotice error={error} retry={retry} />;
  }
  return error.kind === 'denied' ? (
    <Locked>{text}</Locked>
  ) : (
    <Alert severity="info">{text}</Alert>
  );
}
