import type { FacetId } from '../../facets/facetDefinitions';
import type { Provenance } from '../../view/answers';
import type { FacetViews } from '../../view/FacetView';
import { earliest } from '../../dates/days';
import { readSources } from './visibleFacet';

/** Where a figure made of these facets comes from: the worst of its inputs. */
export function provenanceOf(
  facets: FacetViews,
  inputs: readonly FacetId[],
): Provenance {
  const read = inputs.flatMap(id => readSources(facets, id));
  // A source that has nothing on this customer adds nothing to the figure,
  // unless nobody has: then that is what it says.
  const giving = read.filter(({ state }) => state !== 'empty');
  const sources = giving.length > 0 ? giving : read;
  return {
    sources: [...new Set(sources.map(({ title }) => title))],
    // A source that gives no time of its own was true when it was read.
    asOf: earliest(
      sources.flatMap(({ asOf, fetchedAt }) => asOf ?? fetchedAt ?? []),
    ),
    fetchedAt: earliest(sources.flatMap(({ fetchedAt }) => fetchedAt ?? [])),
    stale: sources.some(({ state }) => state === 'stale'),
  };
}
