import { useState, type ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { visuallyHidden } from '../design/focusRing';
import { tokensFor } from '../design/tokens';
import { useMessages } from '../messages/useMessages';
import { DataRow } from './DataRow';
import { SortHead } from './SortHead';
import { partsMessages } from './messages';
import { TextButton } from './TextButton';

const useStyles = makeStyles(
  theme => {
    const tokens = tokensFor(theme.palette.type);
    return {
      scroll: { overflowX: 'auto' },
      table: {
        width: '100%',
        borderCollapse: 'collapse',
        fontSize: 12.5,
        lineHeight: 1.45,
        '& th': {
          textAlign: 'left',
          fontWeight: 500,
          color: tokens.soft,
          padding: '3px 16px 3px 0',
          borderBottom: `1px solid ${tokens.line}`,
          whiteSpace: 'nowrap',
        },
        '& td': {
          padding: '5px 16px 5px 0',
          borderBottom: `1px solid ${tokens.line}`,
          verticalAlign: 'top',
          overflowWrap: 'break-word',
        },
        '& th:last-child, & td:last-child': { paddingRight: 0 },
        '& tbody tr:last-child td': { borderBottom: 0 },
      },
      stacked: {
        '@media (max-width: 600px)': {
          '&, & tbody, & tr:not([hidden]), & td': { display: 'block' },
          '& thead': visuallyHidden,
          '& tr': {
            padding: '6px 0',
            borderBottom: `1px solid ${tokens.line}`,
          },
          '& td': { padding: '1px 0', borderBottom: 0 },
          '& td:empty': { display: 'none' },
          '& td[data-title]:before': {
            content: 'attr(data-title) ": "',
            color: tokens.soft,
          },
        },
      },
      right: {
        '&&': { textAlign: 'right' },
        fontVariantNumeric: 'tabular-nums',
        whiteSpace: 'nowrap',
      },
      nowrap: { whiteSpace: 'nowrap' },
      clamp: {
        display: '-webkit-box',
        WebkitLineClamp: 1,
        WebkitBoxOrient: 'vertical',
        overflow: 'hidden',
        wordBreak: 'break-all',
      },
      hidden: visuallyHidden,
    };
  },
  { name: 'Customer360DataTable' },
);

/** @internal */
export interface DataColumn<T> {
  id: string;
  title: string;
  align?: 'right';
  nowrap?: boolean;
  /** Cuts to one line, for a card with little room. */
  clamp?: boolean;
  /** Where the table can be put in order by it, and is. */
  sort?: { direction?: 'asc' | 'desc'; toggle(): void };
  render(row: T): ReactNode;
}

/**
 * A plain table with a caption for screen readers and scopes on its heads.
 *
 * @internal
 */
export function DataTable<T>(props: {
  caption: string;
  columns: ReadonlyArray<DataColumn<T>>;
  rows: readonly T[];
  rowKey(row: NoInfer<T>): string;
  /** Hides the heads from sight where a card is read without them. */
  hideHead?: boolean;
  /** What else is known of a row, below it when somebody asks. */
  details?(row: NoInfer<T>): ReactNode;
  /** Where the window is narrow: one value below the other, with its head. */
  stacked?: boolean;
  /** Rows shown at first; a button shows the others. All where it is left out. */
  limit?: number;
}) {
  const classes = useStyles();
  const { columns, details, rows, stacked, limit = rows.length } = props;
  const m = useMessages(partsMessages);
  const [all, setAll] = useState(false);
  const classOf = (column: DataColumn<T>) =>
    [
      column.align === 'right' ? classes.right : [],
      column.nowrap ? classes.nowrap : [],
    ]
      .flat()
      .join(' ') || undefined;
  return (
    <div className={classes.scroll}>
      <table
        className={
          stacked ? `${classes.table} ${classes.stacked}` : classes.table
        }
        role={stacked ? 'table' : undefined}
      >
        <caption className={classes.hidden}>{props.caption}</caption>
        <thead
          className={props.hideHead ? classes.hidden : undefined}
          role={stacked ? 'rowgroup' : undefined}
        >
          <tr role={stacked ? 'row' : undefined}>
            {columns.map(column => (
              <th
                key={column.id}
                scope="col"
                role={stacked ? 'columnheader' : undefined}
                className={classOf(column)}
                aria-sort={ariaSort(column)}
              >
                {column.sort ? (
                  <SortHead title={column.title} sort={column.sort} />
                ) : (
                  column.title
                )}
              </th>
            ))}
            {details && (
              <th scope="col" role={stacked ? 'columnheader' : undefined}>
                <span className={classes.hidden}>{m.details}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody role={stacked ? 'rowgroup' : undefined}>
          {(all ? rows : rows.slice(0, limit)).map(row => (
            <DataRow
              key={props.rowKey(row)}
              roles={stacked}
              details={details && (() => details(row))}
              cells={columns.map(column => ({
                id: column.id,
                title: column.title,
                className: classOf(column),
                content: column.clamp ? (
                  <div className={classes.clamp}>{column.render(row)}</div>
                ) : (
                  column.render(row)
                ),
              }))}
            />
          ))}
        </tbody>
      </table>
      {!all && rows.length > limit && (
        <TextButton onClick={() => setAll(true)}>
          {m.showAll(rows.length)}
        </TextButton>
      )}
    </div>
  );
}

function ariaSort<T>({ sort }: DataColumn<T>) {
  switch (sort?.direction) {
    case 'asc':
      return 'ascending';
    case 'desc':
      return 'descending';
    default:
      return undefined;
  }
}

/** Key of a record, unique over several sources. @internal */
export function recordKey(record: { source: string; id: string }): string {
  return `${record.source}/${record.id}`;
}
