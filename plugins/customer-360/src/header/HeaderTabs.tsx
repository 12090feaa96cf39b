import { Link } from 'react-router-dom';
import { makeStyles } from '@material-ui/core/styles';
import { focusRing, visuallyHidden } from '../design/focusRing';
import { tokensFor } from '../design/tokens';
import { useMessages } from '../messages/useMessages';
import { headerMessages } from './messages';

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
  { name: 'Customer360HeaderTabs' },
);

/** A tab as the catalog's entity page gives it. @internal */
export interface HeaderTab {
  id: string;
  label: string;
  href: string;
}

/** The tabs of a customer: links, with the number of changes, not of rows. @internal */
export function HeaderTabs(props: {
  tabs: readonly HeaderTab[];
  activeTabId?: string;
  base: string;
  changes: ReadonlyMap<string, number>;
}) {
  const classes = useStyles();
  const m = useMessages(headerMessages);
  return (
    <nav aria-label={m.sections}>
      <ul className={classes.list}>
        {props.tabs.map(tab => {
          const count = props.changes.get(tab.href) ?? 0;
          return (
            <li key={tab.id}>
              <Link
                className={classes.tab}
                to={tab.href ? `${props.base}/${tab.href}` : props.base}
                aria-current={tab.id === props.activeTabId ? 'page' : undefined}
              >
                {tab.label}
                {count > 0 && (
                  <>
                    <sup className={classes.count} aria-hidden="true">
                      {count}
                    </sup>
                    <span className={classes.hidden}>, {m.changes(count)}</span>
                  </>
                )}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
