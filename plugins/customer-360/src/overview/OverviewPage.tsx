import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import type { CustomerView } from '@customer-360/backstage-plugin-customer-360-common';
import { PastOverview } from '../past/PastOverview';
import { usePastDay } from '../past/usePastDay';
import { ViewFrame } from '../states/ViewFrame';
import { AnswerTiles } from './AnswerTiles';
import { BillingCard } from './BillingCard';
import { ComingUpCard } from './ComingUpCard';
import { NoticeBanner } from './NoticeBanner';
import { OverviewSkeleton } from './OverviewSkeleton';
import { ProfileCard } from './ProfileCard';
import { RelationshipCard } from './RelationshipCard';
import { ThreadsCard } from './ThreadsCard';
import { UsageCard } from './UsageCard';

const useStyles = makeStyles(
  {
    cards: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1.25fr) minmax(0, 1fr) minmax(0, 1fr)',
      gap: 10,
      '@media (max-width: 1100px)': {
        gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
      },
      '@media (max-width: 720px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
    },
    more: { display: 'grid', gap: 10, marginTop: 10 },
  },
  { name: 'Customer360Overview' },
);

/**
 * The first page of a customer: what must be known, the six answers, and a card
 * per section.
 *
 * @public
 */
export function OverviewPage(props: {
  /** Cards that other plugins or the company add for customers. */
  cards?: readonly ReactNode[];
}) {
  const past = usePastDay();
  return past ? (
    <PastOverview key={past} day={past} />
  ) : (
    <ViewFrame skeleton={<OverviewSkeleton />}>
      {view => <Overview view={view} cards={props.cards ?? []} />}
    </ViewFrame>
  );
}

function Overview(props: { view: CustomerView; cards: readonly ReactNode[] }) {
  const { view } = props;
  const classes = useStyles();
  return (
    <>
      <NoticeBanner view={view} />
      <AnswerTiles view={view} />
      <div className={classes.cards}>
        <BillingCard view={view} />
        <ThreadsCard view={view} />
        <ComingUpCard view={view} />
        <ProfileCard view={view} />
        <UsageCard view={view} />
        <RelationshipCard view={view} />
      </div>
      {props.cards.length > 0 && (
        <div className={classes.more}>{props.cards}</div>
      )}
    </>
  );
}
