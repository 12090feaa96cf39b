import type { FacetId } from '../../facets/facetDefinitions';
import type { FacetViews } from '../../view/FacetView';
import type { IndicatorReading } from '../../view/Indicator';
import { provenanceOf } from '../visible/provenanceOf';

/** A worded value with where it comes from and when it was true there. */
export function readingOf(
  facets: FacetViews,
  id: FacetId,
  text: string,
  at?: string,
): IndicatorReading {
  const { asOf, sources } = provenanceOf(facets, [id]);
  return {
    text,
    at: at ?? asOf,
    source: sources.length > 0 ? sources.join(', ') : undefined,
  };
}
