import { useState } from 'react';
import Popover from '@material-ui/core/Popover';
import { makeStyles } from '@material-ui/core/styles';
import { useMessages } from '../messages/useMessages';
import { TextButton } from '../parts/TextButton';
import { overviewMessages } from './messages';

const useStyles = makeStyles(
  theme => ({
    text: {
      maxWidth: 320,
      margin: 0,
      padding: theme.spacing(1.5, 2),
      fontSize: 13,
      lineHeight: 1.45,
      fontFamily: theme.typography.fontFamily,
    },
  }),
  { name: 'Customer360MethodButton' },
);

/** How a figure was computed, by click or Enter. @internal */
export function MethodButton(props: { policy: string }) {
  const classes = useStyles();
  const m = useMessages(overviewMessages);
  const [anchor, setAnchor] = useState<Element>();
  return (
    <>
      <TextButton onClick={setAnchor}>{m.method}</TextButton>
      <Popover
        open={anchor !== undefined}
        anchorEl={anchor}
        onClose={() => setAnchor(undefined)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        PaperProps={{ role: 'dialog', 'aria-label': m.methodTitle }}
      >
        <p className={classes.text}>{m.methodText(props.policy)}</p>
      </Popover>
    </>
  );
}
