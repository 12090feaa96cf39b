import { useEffect, useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { tokensFor } from '../design/tokens';
import { useMessages } from '../messages/useMessages';
import { CardSkeleton } from '../parts/CardSkeleton';
import { SectionCard } from '../parts/SectionCard';
import { TextButton } from '../parts/TextButton';
import { CustomerFilters } from './CustomerFilters';
import { CustomersTable } from './CustomersTable';
import { LookupBox } from './LookupBox';
import { customersMessages } from './messages';
import { PortfolioFrame } from './PortfolioFrame';
import { useCustomers } from './useCustomers';
import { useFilterParams } from './useFilterParams';

const useStyles = makeStyles(
  theme => ({
    pages: {
      display: 'flex',
      gap: theme.spacing(2),
      color: tokensFor(theme.palette.type).soft,
      alignItems: 'baseline',
    },
  }),
  { name: 'Customer360CustomersPage' },
);

const SKELETON_ROWS = 10;

/** Customers to browse, and the box to find one by what a caller gives. @public */
export function CustomersPage() {
  const classes = useStyles();
  const m = useMessages(customersMessages);
  const { filter, scopeChosen, change, beginWithAll } = useFilterParams();
  const [attempt, setAttempt] = useState(0);
  const { customers, total, loading, failed, nextCursor, prevCursor } =
    useCustomers(filter, attempt);
  // Who has no customers of their own came to look at the others.
  const nothingMine =
    filter.mine &&
    !scopeChosen &&
    !(filter.text || filter.segment || filter.lifecycle || filter.cursor) &&
    !loading &&
    !failed &&
    customers.length === 0;
  useEffect(() => {
    if (nothingMine) {
      beginWithAll();
    }
  }, [nothingMine, beginWithAll]);
  const none = filter.mine && !filter.text ? m.noneMine : m.none;
  let status = m.shown(customers.length, total);
  if (failed) {
    status = m.failed;
  } else if (loading) {
    status = m.loading;
  } else if (customers.length === 0) {
    status = none;
  }
  return (
    <PortfolioFrame>
      <LookupBox />
      <SectionCard
        title={filter.mine ? m.mine : m.all}
        busy={loading}
        foot={
          <>
            <span role="status">{status}</span>
            <span className={classes.pages}>
              {failed && (
                <TextButton onClick={() => setAttempt(n => n + 1)}>
                  {m.retry}
                </TextButton>
              )}
              {prevCursor && (
                <TextButton onClick={() => change({ cursor: prevCursor })}>
                  {m.previous}
                </TextButton>
              )}
              {nextCursor && (
                <TextButton onClick={() => change({ cursor: nextCursor })}>
                  {m.next}
                </TextButton>
              )}
            </span>
          </>
        }
      >
        <CustomerFilters filter={filter} onChange={change} />
        {loading && customers.length === 0 ? (
          <CardSkeleton rows={SKELETON_ROWS} />
        ) : (
          customers.length > 0 && <CustomersTable customers={customers} />
        )}
      </SectionCard>
    </PortfolioFrame>
  );
}
