import { Link } from 'react-router-dom';
import { makeStyles } from '@material-ui/core/styles';
import { focusRing, visuallyHidden } from '../design/focusRing';
import { tokensFor } from '../design/tokens';

const useStyles = makeStyles(
  theme => {
    const tokens = tokensFor(theme.palette.type);
    return {
      list: {
        display: 'flex',
        gap: 22,
        listStyle: 'none',
        margin: 0,
        padding: 0,
        overflowX: 'auto',
        borderBottom: `1px solid ${tokens.line}`,
      },
      tab: {
        display: 'block',
        padding: '7px 0',
        color: tokens.soft,
        fontWeight: 500,
        fontSize: 13,
        whiteSpace: 'nowrap',
        textDecoration: 'none',
        borderBottom: '2px solid transparent',
        '&:hover': { color: theme.palette.text.primary },
        '&[aria-current="page"]': {
          color: theme.palette.text.primary,
          borderBottomColor: 'currentColor',
        },
        ...focusRing,
      },
      count: {
        color: tokens.down,
        fontWeight: 700,
        fontSize: 10,
        marginLeft: 3,
      },
      hidden: visuallyHidden,
    };
  },
  { name: 'Customer360TabLinks' },
);

/** @internal */
export interface TabLink {
  id: string;
  label: string;
  to: string;
  current: boolean;
  /** Stands beside the label, and is said in words to those who hear it. */
  count?: { value: number; text: string };
}

/** A row of pages that belong together: links, not widgets. @internal */
export function TabLinks(props: { label: string; tabs: readonly TabLink[] }) {
  const classes = useStyles();
  return (
    <nav aria-label={props.label}>
      <ul className={classes.list}>
        {props.tabs.map(({ id, label, to, current, count }) => (
          <li key={id}>
            <Link
              className={classes.tab}
              to={to}
              aria-current={current ? 'page' : undefined}
            >
              {label}
              {count && (
                <>
                  <sup className={classes.count} aria-hidden="true">
                    {count.value}
                  </sup>
                  <span className={classes.hidden}>, {count.text}</span>
                </>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
