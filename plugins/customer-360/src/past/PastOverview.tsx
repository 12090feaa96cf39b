import { useMemo } from 'react';
import { PageTime } from '../hooks/PageTime';
import { useMessages } from '../messages/useMessages';
import { AnswerTiles } from '../overview/AnswerTiles';
import { OverviewSkeleton } from '../overview/OverviewSkeleton';
import { ViewFrame } from '../states/ViewFrame';
import { pastMessages } from './messages';
import { PastBanner } from './PastBanner';

/** The six answers as they were at the end of a day in UTC. @internal */
export function PastOverview(props: { day: string }) {
  const { day } = props;
  const m = useMessages(pastMessages);
  const end = useMemo(() => new Date(`${day}T23:59:59.999Z`), [day]);
  return (
    <>
      <PastBanner day={day} />
      <ViewFrame asOf={day} invalid={m.notKept} skeleton={<OverviewSkeleton />}>
        {view => (
          <PageTime.Provider value={end}>
            <AnswerTiles view={view} />
            <p>{m.onlyNow}</p>
          </PageTime.Provider>
        )}
      </ViewFrame>
    </>
  );
}
