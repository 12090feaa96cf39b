import { useEffect, useRef } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { tokensFor } from '../design/tokens';
import { formatDay } from '../format/formatDate';
import { KeysButton } from '../hands/KeysButton';
import { useMessages } from '../messages/useMessages';
import { CardSkeleton } from '../parts/CardSkeleton';
import { Locked } from '../parts/Locked';
import { SectionCard } from '../parts/SectionCard';
import { TextButton } from '../parts/TextButton';
import { CustomerFilters } from './CustomerFilters';
import { CustomersTable } from './CustomersTable';
import { ListChips } from './ListChips';
import { isSameList } from './isSameList';
import { LookupBox } from './LookupBox';
import { customersMessages } from './messages';
import { OwnerChip } from './OwnerChip';
import { PortfolioFrame } from './PortfolioFrame';
import { totalText } from './totalText';
import { useListExport } from './useListExport';
import { choiceOfList, listOfChoice, useListParams } from './useListParams';
import { usePortfolio } from './usePortfolio';
import { useSavedViews } from './useSavedViews';
import { ViewsMenu } from './ViewsMenu';

const useStyles = makeStyles(
  theme => ({
    tools: {
      display: 'flex',
      flexWrap: 'wrap',
      justifyContent: 'space-between',
      gap: 8,
      alignItems: 'center',
    },
    chips: { display: 'flex', flexWrap: 'wrap', gap: 8 },
    aside: { display: 'inline-flex', flexWrap: 'wrap', columnGap: 16 },
    pages: {
      display: 'flex',
      gap: theme.spacing(2),
      color: tokensFor(theme.palette.type).soft,
      alignItems: 'baseline',
    },
    notes: { color: tokensFor(theme.palette.type).soft, fontSize: 12 },
  }),
  { name: 'Customer360CustomersPage' },
);

const SKELETON_ROWS = 10;

/** Customers to browse, and the box to find one by what a caller gives. @public */
export function CustomersPage() {
  const classes = useStyles();
  const m = useMessages(customersMessages);
  const { choice, scopeChosen, change, sortBy, beginWithAll } = useListParams();
  const { value: page, error, loading, retry } = usePortfolio(choice);
  const list = listOfChoice(choice);
  const views = useSavedViews();
  const exporting = useListExport(list);
  const rows = page?.rows ?? [];
  // Who has no customers of their own came to look at the others.
  const nothingMine =
    choice.mine &&
    !scopeChosen &&
    page !== undefined &&
    page.closed === undefined &&
    page.total.count === 0;
  useEffect(() => {
    if (nothingMine) {
      beginWithAll();
    }
  }, [nothingMine, beginWithAll]);
  const total = page && totalText(page, m);
  let status = m.shown(rows.length, total ?? '');
  if (error) {
    status = m.failed;
  } else if (!page) {
    status = m.loading;
  } else if (page.closed) {
    status = '';
  } else if (rows.length === 0) {
    status = choice.mine && !choice.text ? m.noneMine : m.none;
  }
  const { nextCursor } = page ?? {};
  // From which page each was reached, for as long as one stays here: cursors of
  // the service lead forward alone.
  const cameFrom = useRef(new Map<string, string | undefined>());
  const hasBefore =
    choice.cursor !== undefined && cameFrom.current.has(choice.cursor);
  return (
    <PortfolioFrame>
      <LookupBox />
      <div className={classes.tools}>
        <div className={classes.chips}>
          <ListChips choice={choice} count={total} onChange={change} />
          {choice.owner && (
            <OwnerChip
              owner={choice.owner}
              onRemove={() => change({ owner: '' })}
            />
          )}
        </div>
        <CustomerFilters filter={choice} onChange={change} />
      </div>
      <SectionCard
        title={titleOf()}
        busy={loading}
        aside={
          <span className={classes.aside}>
            {choice.sort === 'risk' ? (
              m.riskFirst
            ) : (
              <TextButton onClick={() => sortBy('risk')}>{m.byRisk}</TextButton>
            )}
            <ViewsMenu
              views={views.value ?? []}
              query={list}
              onOpen={view => change(choiceOfList(view.query))}
              onChanged={views.retry}
            />
            {exporting.button}
          </span>
        }
        foot={
          <>
            <span role="status">
              {[status, exporting.status].filter(Boolean).join('. ')}
            </span>
            <span className={classes.pages}>
              {error && <TextButton onClick={retry}>{m.retry}</TextButton>}
              {choice.cursor && (
                <TextButton onClick={() => change({})}>{m.first}</TextButton>
              )}
              {hasBefore && (
                <TextButton
                  onClick={() =>
                    change({ cursor: cameFrom.current.get(choice.cursor!) })
                  }
                >
                  {m.previous}
                </TextButton>
              )}
              {nextCursor && (
                <TextButton
                  onClick={() => {
                    cameFrom.current.set(nextCursor, choice.cursor);
                    change({ cursor: nextCursor });
                  }}
                >
                  {m.next}
                </TextButton>
              )}
            </span>
          </>
        }
      >
        {page?.closed && <Locked>{page.closed}</Locked>}
        {loading && !page && <CardSkeleton rows={SKELETON_ROWS} />}
        {rows.length > 0 && (
          <CustomersTable rows={rows} choice={choice} onSort={sortBy} />
        )}
      </SectionCard>
      <div className={classes.notes}>
        {m.coversWhat}{' '}
        {page?.converted &&
          m.convertedBy(
            page.converted.currency,
            formatDay(page.converted.ratesOf),
          )}{' '}
        <KeysButton />
      </div>
    </PortfolioFrame>
  );

  /**
   * The name of the view that this is, where somebody has kept it. What everybody
   * begins with nobody gives another name by sharing it.
   */
  function titleOf(): string {
    const plain = { filter: { mine: choice.mine } };
    const view = isSameList(list, plain)
      ? undefined
      : views.value?.find(each => isSameList(each.query, list));
    return view?.title ?? (choice.mine ? m.mine : m.all);
  }
}
