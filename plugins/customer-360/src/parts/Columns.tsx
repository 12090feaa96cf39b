import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  {
    root: {
      display: 'grid',
      gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
      gap: 10,
      alignItems: 'start',
      '@media (max-width: 1000px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
    },
    wide: { gridColumn: '1 / -1' },
  },
  { name: 'Customer360Columns' },
);

/** Cards in two columns, in one where the window is narrow. @internal */
export function Columns(props: { children: ReactNode }) {
  const classes = useStyles();
  return <div className={classes.root}>{props.children}</div>;
}

/** A card over the whole width. @internal */
export function Wide(props: { children: ReactNode }) {
  const classes = useStyles();
  return <div className={classes.wide}>{props.children}</div>;
}
