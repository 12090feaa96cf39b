import { makeStyles } from '@material-ui/core/styles';
import { visuallyHidden } from '../design/focusRing';
import { listOf } from '../format/listOf';
import { useMessages } from '../messages/useMessages';
import type { ChangeMarks } from './ChangeMarks';
import { liveMessages } from './messages';

const useStyles = makeStyles(
  { hidden: visuallyHidden },
  { name: 'Customer360ChangeAnnouncement' },
);

/** Says once to who cannot see it which answers have just changed. @internal */
export function ChangeAnnouncement(props: { marks: ChangeMarks }) {
  const classes = useStyles();
  const m = useMessages(liveMessages);
  const { latest } = props.marks;
  return (
    <div role="status" className={classes.hidden}>
      {latest.length > 0 &&
        m.justChanged(listOf(latest.map(id => m.answers[id])))}
    </div>
  );
}
