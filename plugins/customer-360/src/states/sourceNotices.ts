import type {
  CustomerView,
  FacetId,
} from '@customer-360/backstage-plugin-customer-360-common';
import { facetOf } from '../view/facetOf';
import { isLate } from './isLate';
import type { stateMessages } from './messages';
import { sourceSentences } from './sourceSentences';

/** What is to be said of a source, and of which facets it is true. @internal */
export interface SourceNotice {
  readonly source: string;
  readonly facets: readonly FacetId[];
  readonly text: string;
  readonly late: boolean;
}

/**
 * What is to be said of several facets that stand in one place: what is true of
 * several is said once, and not again what is said beside them already.
 *
 * @param saidOf - the facet that says its own, in the same place
 * @internal
 */
export function sourceNotices(
  view: CustomerView,
  facets: readonly FacetId[],
  now: Date,
  m: typeof stateMessages.messages,
  saidOf?: FacetId,
): SourceNotice[] {
  const sourcesOf = (facet: FacetId) => facetOf(view, facet)?.sources ?? [];
  const said = new Set(
    (saidOf ? sourcesOf(saidOf) : []).flatMap(source =>
      sourceSentences(source, now, m),
    ),
  );
  const notices = new Map<string, SourceNotice>();
  for (const facet of facets) {
    for (const source of sourcesOf(facet)) {
      const text = sourceSentences(source, now, m)
        .filter(sentence => !said.has(sentence))
        .join(' ');
      if (text === '') {
        continue;
      }
      const key = `${source.id} ${text}`;
      const same = notices.get(key);
      notices.set(key, {
        source: source.id,
        facets: [...(same?.facets ?? []), facet],
        text,
        late: isLate(source) || (same?.late ?? false),
      });
    }
  }
  return [...notices.values()];
}
