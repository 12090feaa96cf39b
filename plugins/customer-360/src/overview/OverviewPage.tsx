import { lazy, Suspense, type ComponentType, type ReactNode } from 'react';
import { useSearchParams } from 'react-router-dom';
import { makeStyles } from '@material-ui/core/styles';
import type { CustomerView } from '@customer-360/backstage-plugin-customer-360-common';
import { briefMessages } from '../brief/messages';
import { useBrief, withBrief } from '../brief/useBrief';
import { KeysButton } from '../hands/KeysButton';
import { useMessages } from '../messages/useMessages';
import { TextButton } from '../parts/TextButton';
import { PastOverview } from '../past/PastOverview';
import { usePastDay } from '../past/usePastDay';
import { SinceLookFrame } from '../since/SinceLookFrame';
import { ViewFrame } from '../states/ViewFrame';
import { usePreview } from '../view/usePreview';
import { AnswerTiles } from './AnswerTiles';
import { BillingCard } from './BillingCard';
import { ComingUpCard } from './ComingUpCard';
import { NoticeBanner } from './NoticeBanner';
import { OVERVIEW_CARD_IDS, type OverviewCardId } from './overviewCardIds';
import { OverviewSkeleton } from './OverviewSkeleton';
import { ProfileCard } from './ProfileCard';
import { RelationshipCard } from './RelationshipCard';
import { ThreadsCard } from './ThreadsCard';
import { UsageCard } from './UsageCard';

// Few print it: whoever opens the page does not wait for it.
const BriefPage = lazy(() =>
  import('../brief/BriefPage').then(m => ({ default: m.BriefPage })),
);

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
    tools: { display: 'flex', gap: 16, marginTop: 10, fontSize: 12 },
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
  /** Which of our own, and in which order; all of them where it is left out. */
  show?: readonly OverviewCardId[];
}) {
  const past = usePastDay();
  const brief = useBrief();
  if (brief) {
    return (
      <Suspense fallback={<OverviewSkeleton />}>
        <BriefPage />
      </Suspense>
    );
  }
  return past ? (
    <PastOverview key={past} day={past} />
  ) : (
    <ViewFrame skeleton={<OverviewSkeleton />}>
      {view => (
        <SinceLookFrame>
          <Overview
            view={view}
            cards={props.cards ?? []}
            show={props.show ?? OVERVIEW_CARD_IDS}
          />
        </SinceLookFrame>
      )}
    </ViewFrame>
  );
}

const CARDS: Readonly<
  Record<OverviewCardId, ComponentType<{ view: CustomerView }>>
> = {
  billing: BillingCard,
  threads: ThreadsCard,
  upcoming: ComingUpCard,
  profile: ProfileCard,
  usage: UsageCard,
  relationship: RelationshipCard,
};

function Overview(props: {
  view: CustomerView;
  cards: readonly ReactNode[];
  show: readonly OverviewCardId[];
}) {
  const { view } = props;
  const classes = useStyles();
  return (
    <>
      <NoticeBanner view={view} />
      <AnswerTiles view={view} />
      <div className={classes.cards}>
        {[...new Set(props.show)].map(id => {
          const Card = CARDS[id];
          return <Card key={id} view={view} />;
        })}
      </div>
      {props.cards.length > 0 && (
        <div className={classes.more}>{props.cards}</div>
      )}
      <Tools />
    </>
  );
}

/** What is seldom needed, where there is no header of ours to hold it. */
function Tools() {
  const classes = useStyles();
  const m = useMessages(briefMessages);
  const preview = usePreview();
  const [, setParams] = useSearchParams();
  return (
    <div className={classes.tools}>
      {!preview && (
        <TextButton
          onClick={() => setParams(params => withBrief(params, true))}
        >
          {m.open}
        </TextButton>
      )}
      <KeysButton />
    </div>
  );
}
