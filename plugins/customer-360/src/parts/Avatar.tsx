import { makeStyles } from '@material-ui/core/styles';

/** White reads at 4.5:1 and more on each of these. */
const COLORS = ['#6b4fa0', '#1f6f6d', '#8a5200', '#2f5d8c', '#8c3a5b'];

const useStyles = makeStyles(
  {
    root: {
      width: 20,
      height: 20,
      borderRadius: '50%',
      display: 'inline-flex',
      alignItems: 'center',
      justifyContent: 'center',
      fontSize: 10,
      fontWeight: 700,
      color: '#fff',
      flex: 'none',
    },
  },
  { name: 'Customer360Avatar' },
);

/** Initials on a colour of their own; the name stands beside it, or is its label. @internal */
export function Avatar(props: { entityRef: string; name: string }) {
  const classes = useStyles();
  return (
    <span
      className={classes.root}
      style={{ background: colorOf(props.entityRef) }}
      aria-hidden="true"
    >
      {initials(props.name)}
    </span>
  );
}

function initials(name: string): string {
  return name
    .split(/\s+/)
    .filter(word => word.length > 0)
    .slice(0, 2)
    .map(word => word[0].toLocaleUpperCase())
    .join('');
}

function colorOf(ref: string): string {
  const sum = [...ref].reduce((total, char) => total + char.charCodeAt(0), 0);
  return COLORS[sum % COLORS.length];
}
