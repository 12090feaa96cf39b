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
import { CardSkeleton } from '../parts/CardSkeleton';
import { Pager } from '../parts/Pager';
import { SectionCard } from '../parts/SectionCard';
import { useCustomerKey } from '../view/useCustomerView';
import { useFacetPage } from '../view/useFacetPage';
import { ErrorNotice } from './ErrorNotice';
import { FacetBody } from './FacetBody';
import { FacetCard } from './FacetCard';
import { stateMessages } from './messages';

interface PagedFacetCardProps<F extends FacetId> {
  title: string;
  facet: F;
  /** The facet in the view: says whether there is anything to page through. */
  view: FacetView<F> | undefined;
  full(data: FacetDataMap[F]): ReactNode;
  summary?(summary: FacetSummaryMap[F]): ReactNode;
}

/**
 * A card whose records come page by page from the source. Where the reader may
 * not see records, or there is no source, nothing is asked for.
 *
 * @internal
 */
export function PagedFacetCard<F extends FacetId>(
  props: PagedFacetCardProps<F>,
) {
  const { view } = props;
  const { namespace, name } = useCustomerKey();
  return view?.level === 'full' && view.data !== undefined ? (
    // One customer's rows never stand on another's page, not for a moment.
    <Paged key={`${namespace}/${name}`} {...props} version={versionOf(view)} />
  ) : (
    <FacetCard {...props} />
  );
}

const SKELETON_ROWS = 6;

/** Another one whenever a source of the facet was read again. */
function versionOf({ sources }: FacetView): string {
  return sources
    .map(({ id, state, fetchedAt }) => [id, state, fetchedAt].join('@'))
    .join(' ');
}

function Paged<F extends FacetId>(
  props: PagedFacetCardProps<F> & { version: string },
) {
  const { facet, title, version } = props;
  const { page, error, loading, next, first, retry } = useFacetPage(
    facet,
    version,
  );
  const m = useMessages(stateMessages);
  const changedAt = useMark({ facet });
  return (
    <SectionCard
      title={title}
      mark={changedAt && <ChangedMark at={changedAt} />}
      busy={loading}
      freshness={page && freshnessOfSources(page.view.sources)}
      aside={error ? m.asideUnavailable : undefined}
      foot={<Pager next={next} first={first} />}
    >
      {error && <ErrorNotice error={error} retry={retry} />}
      {!page && !error && <CardSkeleton rows={SKELETON_ROWS} />}
      {page && (
        <FacetBody
          facet={facet}
          view={page.view}
          full={props.full}
          summary={props.summary}
        />
      )}
    </SectionCard>
  );
}
