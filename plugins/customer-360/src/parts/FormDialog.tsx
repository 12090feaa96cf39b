import { useState, type FormEvent, type ReactNode } from 'react';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import {
  toCustomer360Error,
  type Customer360Error,
} from '../api/Customer360Error';
import { useUniqueId } from '../hooks/useUniqueId';

const PLAIN = { textTransform: 'none' } as const;

/** A form in a dialog: it stays with what was filled in where sending fails. @internal */
export function FormDialog(props: {
  title: string;
  sendText: string;
  cancelText: string;
  ready: boolean;
  maxWidth?: 'xs' | 'sm';
  fullWidth?: boolean;
  contentClass?: string;
  /** @returns what to do once it is sent; rejects where it could not be */
  send(): Promise<() => void>;
  onClose(): void;
  /** The fields, and what to say of why it could not be sent. */
  children(error: Customer360Error | undefined): ReactNode;
}) {
  const { children, contentClass, onClose, ready, send, title } = props;
  const { cancelText, fullWidth, maxWidth = 'xs', sendText } = props;
  const titleId = useUniqueId();
  const [state, setState] = useState<{
    busy: boolean;
    error?: Customer360Error;
  }>({ busy: false });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready || state.busy) {
      return;
    }
    setState({ busy: true });
    let sent: () => void;
    try {
      sent = await send();
    } catch (error) {
      setState({ busy: false, error: toCustomer360Error(error) });
      return;
    }
    sent();
  };

  return (
    <Dialog
      open
      onClose={onClose}
      aria-labelledby={titleId}
      maxWidth={maxWidth}
      fullWidth={fullWidth}
    >
      <form onSubmit={submit}>
        <DialogTitle id={titleId}>{title}</DialogTitle>
        <DialogContent className={contentClass}>
          {children(state.error)}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose} style={PLAIN}>
            {cancelText}
          </Button>
          <Button
            type="submit"
            color="primary"
            variant="contained"
            style={PLAIN}
            disabled={!ready || state.busy}
          >
            {sendText}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
