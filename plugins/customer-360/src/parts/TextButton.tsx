import { useContext, type ReactNode } from 'react';
import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles } from '@material-ui/core/styles';
import { focusRing } from '../design/focusRing';
import { OnPaper } from '../hooks/OnPaper';

const useStyles = makeStyles(
  theme => ({
    root: {
      color: theme.palette.link,
      font: 'inherit',
      fontWeight: 500,
      verticalAlign: 'baseline',
      '&:hover': { textDecoration: 'underline' },
      '&:disabled': { opacity: 0.6 },
      ...focusRing,
    },
  }),
  { name: 'Customer360TextButton' },
);

/** A button that reads as a link. @internal */
export function TextButton(props: {
  /** Gets the button itself, for what opens beside it. */
  onClick(button: HTMLElement): void;
  disabled?: boolean;
  /** Of what it opens and closes in the page. */
  expanded?: boolean;
  /** Id of that. */
  controls?: string;
  children: ReactNode;
}) {
  const classes = useStyles();
  const onPaper = useContext(OnPaper);
  return onPaper ? null : (
    <ButtonBase
      className={classes.root}
      onClick={event => props.onClick(event.currentTarget)}
      disabled={props.disabled}
      aria-expanded={props.expanded}
      aria-controls={props.controls}
    >
      {props.children}
    </ButtonBase>
  );
}
