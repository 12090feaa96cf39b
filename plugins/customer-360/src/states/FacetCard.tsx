import type { ReactNode } from 'react';
import type {
  FacetDataMap,
  FacetId,
  FacetSummaryMap,
  FacetView,
} from '@customer-360/backstage-plugin-customer-360-common';
import { freshnessOfSources } from '../format/freshness';
import { ChangedMark } from '../live/ChangedMark';
import { useMark } from '../live/ChangeMarksContext';
import { useMessages } from '../messages/useMessages';
import { SectionCard } from '../parts/SectionCard';
import { FacetBody } from './FacetBody';
import { facetAside } from './facetAside';
import { stateMessages } from './messages';

/** A card for one facet, with its age and its states. @internal */
export function FacetCard<F extends FacetId>(props: {
  title: string;
  facet: F;
  view: FacetView<F> | undefined;
  full(data: FacetDataMap[F]): ReactNode;
  summary?(summary: FacetSummaryMap[F]): ReactNode;
  /** What is said of other facets that the card draws, after its own. */
  beside?: ReactNode;
  foot?: ReactNode;
}) {
  const { view } = props;
  const m = useMessages(stateMessages);
  const changedAt = useMark({ facet: props.facet });
  return (
    <SectionCard
      title={props.title}
      mark={changedAt && <ChangedMark at={changedAt} />}
      freshness={view && freshnessOfSources(view.sources)}
      aside={facetAside(view, m)}
      foot={props.foot}
    >
      <FacetBody
        facet={props.facet}
        view={view}
        full={props.full}
        summary={props.summary}
      />
      {props.beside}
    </SectionCard>
  );
}
