import type { CustomerView } from '@customer-360/backstage-plugin-customer-360-common';
import { freshnessOfAnswer } from '../format/freshness';
import { useMessages } from '../messages/useMessages';
import { overviewMessages } from '../overview/messages';
import { UpcomingTable } from '../overview/UpcomingTable';
import { Wide } from '../parts/Columns';
import { SectionCard } from '../parts/SectionCard';
import { FacetNotice } from '../states/FacetNotice';
import { FacetsNotice } from '../states/FacetsNotice';
import { TabFrame } from '../states/TabFrame';
import { facetOf } from '../view/facetOf';

/** All that is to come, from every source that the reader may see. @public */
export function UpcomingPage() {
  return (
    <TabFrame>
      {view => (
        <Wide>
          <UpcomingCard view={view} />
        </Wide>
      )}
    </TabFrame>
  );
}

function UpcomingCard(props: { view: CustomerView }) {
  const { view } = props;
  const m = useMessages(overviewMessages);
  const missing = view.answers.next.missing.filter(
    ({ state }) => state !== 'empty' && state !== 'unconfigured',
  );
  const restricted = missing.flatMap(({ facet, state }) =>
    state === 'denied' ? facet : [],
  );
  const unread = missing.flatMap(({ facet, state }) =>
    state === 'denied' ? [] : facet,
  );
  return (
    <SectionCard
      title={m.comingCard}
      freshness={freshnessOfAnswer(view.answers.next.provenance)}
    >
      {view.upcoming.length > 0 && (
        <UpcomingTable withYear items={view.upcoming} />
      )}
      {view.upcoming.length === 0 && missing.length === 0 && (
        <div>{m.nothingNext}</div>
      )}
      <FacetsNotice facets={unread} view={view} />
      {restricted.map(facet => (
        <FacetNotice key={facet} facet={facet} view={facetOf(view, facet)} />
      ))}
    </SectionCard>
  );
}
