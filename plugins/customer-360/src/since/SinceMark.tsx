import { useContext, useState } from 'react';
import ButtonBase from '@material-ui/core/ButtonBase';
import Popover from '@material-ui/core/Popover';
import { makeStyles } from '@material-ui/core/styles';
import type { AnswerId } from '@customer-360/backstage-plugin-customer-360-common';
import { focusRing } from '../design/focusRing';
import { tokensFor } from '../design/tokens';
import { ageMessages, formatElapsed } from '../format/formatAge';
import { useNow } from '../hooks/useNow';
import { useMessages } from '../messages/useMessages';
import { changeText } from './changeText';
import { sinceMessages } from './messages';
import { SinceLookContext } from './SinceLookContext';

const useStyles = makeStyles(
  theme => {
    const tokens = tokensFor(theme.palette.type);
    return {
      button: {
        minHeight: 24,
        margin: '-3px 0',
        padding: '0 4px',
        font: 'inherit',
        fontSize: 11,
        color: tokens.soft,
        whiteSpace: 'nowrap',
        ...focusRing,
      },
      dot: { color: tokens.spark, marginRight: 4 },
      panel: {
        maxWidth: 320,
        padding: theme.spacing(1.5, 2),
        fontSize: 13,
        lineHeight: 1.45,
        fontFamily: theme.typography.fontFamily,
      },
      title: { fontSize: 14, fontWeight: 600, margin: theme.spacing(0, 0, 1) },
      list: { margin: 0, padding: 0, listStyle: 'none' },
    };
  },
  { name: 'Customer360SinceMark' },
);

/** Marks an answer that is another one than when one last looked. @internal */
export function SinceMark(props: { answer: AnswerId }) {
  const classes = useStyles();
  const m = useMessages(sinceMessages);
  const ages = useMessages(ageMessages);
  const now = useNow();
  const since = useContext(SinceLookContext);
  const [anchor, setAnchor] = useState<HTMLElement>();
  const changes = (since?.changes ?? []).filter(
    ({ answer }) => answer === props.answer,
  );
  if (since?.lookedAt === undefined || changes.length === 0) {
    return null;
  }
  const when = formatElapsed(since.lookedAt, now, ages);
  const texts = changes.map(change => changeText(change, m));
  return (
    <>
      <ButtonBase
        className={classes.button}
        aria-label={`${m.mark}. ${m.evidence(when, texts.join('; '))}`}
        aria-haspopup="dialog"
        aria-expanded={anchor !== undefined}
        onClick={event => setAnchor(event.currentTarget)}
      >
        <span aria-hidden="true" className={classes.dot}>
          ●
        </span>
        {m.mark}
      </ButtonBase>
      <Popover
        open={anchor !== undefined}
        anchorEl={anchor}
        onClose={() => setAnchor(undefined)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        PaperProps={{ role: 'dialog', 'aria-label': m.title(when) }}
      >
        <div className={classes.panel}>
          <p className={classes.title}>{m.title(when)}</p>
          <ul className={classes.list}>
            {texts.map(text => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </div>
      </Popover>
    </>
  );
}
