import { parseEntityRef } from '@backstage/catalog-model';
import {
  EntityRefLink,
  useEntityPresentation,
} from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';

/** White reads at 4.5:1 and more on each of these. */
const COLORS = ['#6b4fa0', '#1f6f6d', '#8a5200', '#2f5d8c', '#8c3a5b'];

const useStyles = makeStyles(
  {
    root: { display: 'inline-flex', alignItems: 'center', gap: 5 },
    avatar: {
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
  { name: 'Customer360Person' },
);

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

/** One of our people, with the role they have for the customer. @internal */
export function Person(props: { entityRef: string; role?: string }) {
  const { entityRef, role } = props;
  const classes = useStyles();
  const ref = parseEntityRef(entityRef, { defaultKind: 'user' });
  const { primaryTitle } = useEntityPresentation(ref);
  return (
    <span className={classes.root}>
      <span
        className={classes.avatar}
        style={{ background: colorOf(entityRef) }}
        aria-hidden="true"
      >
        {initials(primaryTitle)}
      </span>
      {role} <EntityRefLink entityRef={ref} hideIcon disableTooltip />
    </span>
  );
}
