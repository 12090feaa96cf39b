import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles } from '@material-ui/core/styles';
import { focusRing } from '../design/focusRing';

const useStyles = makeStyles(
  {
    root: {
      font: 'inherit',
      color: 'inherit',
      verticalAlign: 'baseline',
      '&:hover': { textDecoration: 'underline' },
      ...focusRing,
    },
  },
  { name: 'Customer360SortHead' },
);

const ARROWS = { asc: '↑', desc: '↓' } as const;

/** The head of a column that a table can be put in order by. @internal */
export function SortHead(props: {
  title: string;
  sort: { direction?: 'asc' | 'desc'; toggle(): void };
}) {
  const classes = useStyles();
  const { direction, toggle } = props.sort;
  return (
    <ButtonBase className={classes.root} onClick={toggle}>
      {props.title}
      {direction && <span aria-hidden="true"> {ARROWS[direction]}</span>}
    </ButtonBase>
  );
}
