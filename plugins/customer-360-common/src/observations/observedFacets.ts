import type { FacetId, FacetSummaryMap } from '../facets/facetDefinitions';
import { Figures, type Figure } from './Figure';
import {
  observedInvoices,
  observedPayments,
  observedSubscriptions,
} from './observedBilling';
import { observedContracts } from './observedContract';
import type { ObservedFacet } from './ObservedFacet';
import { observedHealth, observedSurveys } from './observedRelationship';
import { observedSatisfaction, observedTickets } from './observedSupport';
import {
  observedActivity,
  observedEntitlements,
  observedFeatures,
} from './observedUsage';

const observedFacets: { readonly [F in FacetId]?: ObservedFacet<F> } = {
  subscriptions: observedSubscriptions,
  invoices: observedInvoices,
  payments: observedPayments,
  contracts: observedContracts,
  activity: observedActivity,
  entitlements: observedEntitlements,
  features: observedFeatures,
  health: observedHealth,
  surveys: observedSurveys,
  tickets: observedTickets,
  satisfaction: observedSatisfaction,
};

/** Facets of which figures are kept. @public */
export const OBSERVED_FACETS = Object.keys(observedFacets) as FacetId[];

/**
 * The figures of a facet that are kept.
 *
 * @param summary - made of all there is, whoever may see it
 * @public
 */
export function observe<F extends FacetId>(
  facet: F,
  summary: FacetSummaryMap[F],
): Figure[] {
  const observed = observedFacets[facet] as ObservedFacet<F> | undefined;
  return observed?.observe(summary) ?? [];
}

/**
 * The summary of a past day from what was kept of it: numbers and dates, no
 * records and no words. Undefined where nothing was kept.
 *
 * @param source - id of the source that the figures came from
 * @param earlier - figures of about 30 days before, to tell how it has moved
 * @public
 */
export function restore<F extends FacetId>(
  facet: F,
  kept: {
    figures: readonly Figure[];
    source: string;
    earlier?: { day: string; figures: readonly Figure[] };
  },
): FacetSummaryMap[F] | undefined {
  const observed = observedFacets[facet] as ObservedFacet<F> | undefined;
  return observed?.restore(
    new Figures(kept.figures),
    kept.source,
    kept.earlier && {
      day: kept.earlier.day,
      figures: new Figures(kept.earlier.figures),
    },
  );
}
