import { useEffect, useState, type ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import type { CustomerView } from '@customer-360/backstage-plugin-customer-360-common';
import { visuallyHidden } from '../design/focusRing';
import { CustomerKeys } from '../hands/CustomerKeys';
import { ChangeAnnouncement } from '../live/ChangeAnnouncement';
import { ChangeMarksContext } from '../live/ChangeMarksContext';
import { useMessages } from '../messages/useMessages';
import { useOpened } from '../recent/useOpened';
import { useCustomerView } from '../view/useCustomerView';
import { ErrorNotice } from './ErrorNotice';
import { frameMessages } from './frameMessages';
import { stateMessages } from './messages';

const useStyles = makeStyles(
  theme => ({
    root: {
      fontFamily: theme.typography.fontFamily,
      color: theme.palette.text.primary,
      width: '100%',
      minWidth: 0,
    },
    hidden: visuallyHidden,
    error: { marginBottom: 12 },
    waiting: { fontSize: 12, marginTop: 8 },
  }),
  { name: 'Customer360ViewFrame' },
);

/** After this a grey box is no answer any more, and words take over. */
const WAITING_AFTER_S = 4;

/**
 * Loads the view for a tab: skeleton, error, data, and one polite status for
 * screen readers.
 *
 * @internal
 */
export function ViewFrame(props: {
  /** A past day, where the view is to be of one. */
  asOf?: string;
  /** Said where the service takes what is asked for none. */
  invalid?: string;
  skeleton: ReactNode;
  children(view: CustomerView): ReactNode;
}) {
  const { view, error, loading, marks, refreshing, store } = useCustomerView(
    props.asOf,
  );
  useOpened(view?.customer.ref);
  const classes = useStyles();
  const m = useMessages(frameMessages);
  const states = useMessages(stateMessages);
  const waited = useSecondsWaited(loading && !view);
  const busy = loading || refreshing !== undefined;
  let status = m.loaded;
  if (busy) {
    status = m.loading;
  } else if (error) {
    status = states.errors[error.kind];
  }
  return (
    <div className={classes.root} aria-busy={busy}>
      <div role="status" className={classes.hidden}>
        {status}
      </div>
      <ChangeAnnouncement marks={marks} />
      <CustomerKeys />
      {error && (
        <div className={classes.error}>
          <ErrorNotice
            error={error}
            text={error.kind === 'invalid' ? props.invalid : undefined}
            retry={() => void store.load()}
          />
        </div>
      )}
      <ChangeMarksContext.Provider value={marks}>
        {view && props.children(view)}
      </ChangeMarksContext.Provider>
      {!view && !error && props.skeleton}
      {!view && waited >= WAITING_AFTER_S && (
        <div className={classes.waiting}>{states.stillWaiting(waited)}</div>
      )}
    </div>
  );
}

function useSecondsWaited(waiting: boolean): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    setSeconds(0);
    if (!waiting) {
      return undefined;
    }
    const timer = setInterval(() => setSeconds(n => n + 1), 1000);
    return () => clearInterval(timer);
  }, [waiting]);
  return seconds;
}
