import type {
  CustomerView,
  FacetId,
} from '@customer-360/backstage-plugin-customer-360-common';
import { capitalize } from '../format/capitalize';
import { listOf } from '../format/listOf';
import { useNow } from '../hooks/useNow';
import { useMessages } from '../messages/useMessages';
import { stateMessages } from './messages';
import { SourceNoticeLine } from './SourceNoticeLine';
import { sourceNotices } from './sourceNotices';

/**
 * What has to be said of the sources of several facets that stand in one place:
 * each sentence once, with what it is about.
 *
 * @internal
 */
export function FacetsNotice(props: {
  facets: readonly FacetId[];
  view: CustomerView;
  /** The facet that says its own, in the same place. */
  saidOf?: FacetId;
}) {
  const { facets, view, saidOf } = props;
  const m = useMessages(stateMessages);
  const now = useNow();
  return (
    <>
      {sourceNotices(view, facets, now, m, saidOf).map(notice => (
        <SourceNoticeLine
          key={`${notice.source} ${notice.text}`}
          facets={notice.facets}
          late={notice.late}
          text={m.about(
            capitalize(listOf(notice.facets.map(facet => m.nouns[facet]))),
            notice.text,
          )}
        />
      ))}
    </>
  );
}
