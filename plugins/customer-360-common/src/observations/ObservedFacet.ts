import type { FacetId, FacetSummaryMap } from '../facets/facetDefinitions';
import type { Figure, Figures } from './Figure';

/** Figures of a past day, to compare with. */
export interface Earlier {
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly figures: Figures;
}

/**
 * Which numbers of a facet are remembered, and what can be said from them later.
 * They are numbers of its summary and of nothing else: who may not see the
 * summary may see none of them.
 */
export interface ObservedFacet<F extends FacetId> {
  observe(summary: FacetSummaryMap[F]): Figure[];
  /**
   * As much of the summary as the numbers give back; undefined where they give
   * nothing.
   *
   * @param earlier - about 30 days before, where anything is known of then
   */
  restore(
    figures: Figures,
    source: string,
    earlier?: Earlier,
  ): FacetSummaryMap[F] | undefined;
}
