import type {
  FacetDataMap,
  FacetId,
  FacetSummaryMap,
} from '../../facets/facetDefinitions';
import type {
  FacetSourceView,
  FacetView,
  FacetViews,
} from '../../view/FacetView';

// The only doors through which rules look at facets. They go by the level and
// not by what happens to be there, so that no rule can see more than the reader.

/** What the reader may see of a facet at the least; undefined where nothing. */
export function summaryOf<F extends FacetId>(
  facets: FacetViews,
  id: F,
): FacetSummaryMap[F] | undefined {
  const view: FacetView<F> | undefined = facets[id];
  return view === undefined || view.level === 'none' ? undefined : view.summary;
}

/** All of a facet, where the reader may see all of it. */
export function dataOf<F extends FacetId>(
  facets: FacetViews,
  id: F,
): FacetDataMap[F] | undefined {
  const view: FacetView<F> | undefined = facets[id];
  return view?.level === 'full' ? view.data : undefined;
}

/** The sources of a facet that have given a reading. */
export function readSources(
  facets: FacetViews,
  id: FacetId,
): FacetSourceView[] {
  const view = facets[id];
  return view === undefined || view.level === 'none'
    ? []
    : view.sources.filter(source => source.fetchedAt !== undefined);
}

/** True where a source has more than was read: sums over it would be wrong. */
export function isTruncated(facets: FacetViews, id: FacetId): boolean {
  return readSources(facets, id).some(source => source.truncated);
}

/** What a person calls a source. */
export function sourceTitle(
  facets: FacetViews,
  id: FacetId,
  sourceId: string,
): string {
  return (
    readSources(facets, id).find(source => source.id === sourceId)?.title ??
    sourceId
  );
}

/** What a person calls all the sources of a facet: `HubSpot, Stripe`. */
export function sourceTitles(facets: FacetViews, id: FacetId): string {
  return [...new Set(readSources(facets, id).map(({ title }) => title))].join(
    ', ',
  );
}
