import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { focusRing } from '../design/focusRing';
import { tokensFor } from '../design/tokens';

const useStyles = makeStyles(
  theme => ({
    root: {
      color: 'inherit',
      textDecoration: 'none',
      '&:hover': { textDecoration: 'underline' },
      ...focusRing,
    },
    prominent: { color: theme.palette.link, fontWeight: 500 },
    arrow: { color: tokensFor(theme.palette.type).soft },
  }),
  { name: 'Customer360SourceLink' },
);

/**
 * A link to a record in its own system, in a new tab. Addresses come from the
 * sources, so anything but http and https is shown as plain text.
 *
 * @internal
 */
export function SourceLink(props: {
  url: string | undefined;
  children: ReactNode;
  label?: string;
  /** Stands alone as a way on, and not on a record's name. */
  prominent?: boolean;
}) {
  const classes = useStyles();
  if (!props.url || !/^https?:\/\//i.test(props.url)) {
    return <>{props.children}</>;
  }
  return (
    <a
      className={
        props.prominent ? `${classes.root} ${classes.prominent}` : classes.root
      }
      href={props.url}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={props.label}
    >
      {props.children}
      <span
        aria-hidden="true"
        className={props.prominent ? undefined : classes.arrow}
      >
        {'\u00a0'}↗
      </span>
    </a>
  );
}
