import { useContext, type ReactNode } from 'react';
import { ErrorBoundary } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { tokensFor } from '../design/tokens';
import type { Freshness } from '../format/freshness';
import { OnPaper } from '../hooks/OnPaper';
import { useUniqueId } from '../hooks/useUniqueId';
import { FreshnessText } from './FreshnessText';

const useStyles = makeStyles(
  theme => {
    const tokens = tokensFor(theme.palette.type);
    return {
      root: {
        background: theme.palette.background.paper,
        color: theme.palette.text.primary,
        borderRadius: 8,
        padding: '11px 14px',
        boxSizing: 'border-box',
        display: 'flex',
        flexDirection: 'column',
        minWidth: 0,
        fontSize: 13,
        lineHeight: 1.45,
      },
      head: {
        display: 'flex',
        justifyContent: 'space-between',
        alignItems: 'baseline',
        gap: theme.spacing(1),
        marginBottom: 6,
        fontSize: 11,
        color: tokens.soft,
      },
      title: {
        margin: 0,
        fontSize: 14,
        lineHeight: '20px',
        fontWeight: 600,
        color: theme.palette.text.primary,
        flex: 'none',
      },
      foot: {
        marginTop: 'auto',
        paddingTop: 8,
        display: 'flex',
        justifyContent: 'space-between',
        flexWrap: 'wrap',
        gap: theme.spacing(1),
        fontSize: 12,
      },
    };
  },
  { name: 'Customer360SectionCard' },
);

/**
 * One section with its heading, its age and a way on. A fault inside stays
 * inside.
 *
 * @internal
 */
export function SectionCard(props: {
  title: string;
  freshness?: Freshness;
  /** Said in the place of an age: "restricted", "not set up". */
  aside?: ReactNode;
  /** Said beside it. */
  mark?: ReactNode;
  foot?: ReactNode;
  busy?: boolean;
  level?: 2 | 3;
  children: ReactNode;
}) {
  const classes = useStyles();
  const id = useUniqueId();
  // What the foot leads to cannot be followed from a sheet.
  const foot = useContext(OnPaper) ? undefined : props.foot;
  const Heading = props.level === 3 ? 'h3' : 'h2';
  return (
    <section
      className={classes.root}
      aria-labelledby={id}
      aria-busy={props.busy ? true : undefined}
    >
      <div className={classes.head}>
        <Heading id={id} className={classes.title}>
          {props.title}
        </Heading>
        <span style={{ textAlign: 'right' }}>
          {props.mark}
          {props.mark && ' '}
          {props.freshness?.at ? (
            <FreshnessText freshness={props.freshness} />
          ) : (
            props.aside
          )}
        </span>
      </div>
      <ErrorBoundary>{props.children}</ErrorBoundary>
      {foot && <div className={classes.foot}>{foot}</div>}
    </section>
  );
}
