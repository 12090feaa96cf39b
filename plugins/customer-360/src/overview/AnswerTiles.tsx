import { makeStyles } from '@material-ui/core/styles';
import type { CustomerView } from '@customer-360/backstage-plugin-customer-360-common';
import { visuallyHidden } from '../design/focusRing';
import { useMessages } from '../messages/useMessages';
import { useUniqueId } from '../hooks/useUniqueId';
import { overviewMessages } from './messages';
import { NextTile } from './NextTile';
import { PaysTile } from './PaysTile';
import { RelationshipTile } from './RelationshipTile';
import { RenewsTile } from './RenewsTile';
import { ThreadsTile } from './ThreadsTile';
import { UsesTile } from './UsesTile';

/** Three by two, one row where the window is wide, one column where narrow. @internal */
export const useTileGrid = makeStyles(
  {
    grid: {
      display: 'grid',
      gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
      gap: 10,
      marginBottom: 12,
      '@media (min-width: 2000px)': {
        gridTemplateColumns: 'repeat(6, minmax(0, 1fr))',
      },
      '@media (max-width: 1100px)': {
        gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
      },
      '@media (max-width: 720px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
    },
    hidden: visuallyHidden,
  },
  { name: 'Customer360TileGrid' },
);

/** The six answers, in the order of the questions. @internal */
export function AnswerTiles(props: { view: CustomerView }) {
  const classes = useTileGrid();
  const m = useMessages(overviewMessages);
  const id = useUniqueId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={classes.hidden}>
        {m.atAGlance}
      </h2>
      <div className={classes.grid}>
        <SixTiles view={props.view} />
      </div>
    </section>
  );
}

/** The tiles alone, for whoever lays them out otherwise. @internal */
export function SixTiles(props: { view: CustomerView }) {
  const { answers, indicators, sections } = props.view;
  const subscriptions = sections.billing?.facets.subscriptions;
  const contracts = sections.contract?.facets.contracts;
  return (
    <>
      <PaysTile
        answer={answers.pays}
        indicators={indicators}
        anySubscription={subscriptions?.state !== 'empty'}
      />
      <RenewsTile
        answer={answers.renews}
        indicators={indicators}
        anyContract={contracts?.state !== 'empty'}
        contract={
          contracts && contracts.level !== 'none'
            ? contracts.summary?.current
            : undefined
        }
      />
      <UsesTile answer={answers.uses} indicators={indicators} />
      <RelationshipTile answer={answers.relationship} indicators={indicators} />
      <ThreadsTile answer={answers.threads} indicators={indicators} />
      <NextTile answer={answers.next} indicators={indicators} />
    </>
  );
}
