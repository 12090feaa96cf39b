import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { tokensFor } from '../design/tokens';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'minmax(92px, auto) 1fr',
      gap: '5px 12px',
      margin: 0,
      fontSize: 12.5,
      '& dt': { color: tokensFor(theme.palette.type).soft },
      '& dd': { margin: 0, overflowWrap: 'anywhere' },
    },
  }),
  { name: 'Customer360FactList' },
);

/** Names and values; what has no value is left out. @internal */
export function FactList(props: {
  facts: ReadonlyArray<{ id: string; name: string; value: ReactNode }>;
}) {
  const classes = useStyles();
  return (
    <dl className={classes.root}>
      {props.facts
        .filter(({ value }) => value !== undefined && value !== '')
        .map(({ id, name, value }) => (
          <div key={id} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
