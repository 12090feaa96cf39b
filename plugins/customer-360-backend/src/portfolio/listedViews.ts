import {
  OBSERVED_FACETS,
  type FacetDefinition,
  type FacetId,
  type FacetViews,
  type ObservedReading,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { AccessShape } from '../access/AccessShape';
import type { Observation } from '../observations/ObservationStore';
import { observedFacetView } from '../view/observedFacetView';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Days between the figures that are listed and those they are compared with. */
export const CHANGE_DAYS = 30;

/** What a row is made of: what was observed, as far as somebody may see it. */
export interface ListedViews {
  readonly facets: FacetViews;
  readonly past: readonly ObservedReading[];
}

/**
 * @param observations - by facet, oldest first: up to 30 days before and of now
 */
export function listedViews(options: {
  readonly observations: readonly Observation[];
  readonly shape: Pick<AccessShape, 'facets'>;
  readonly definitions: readonly FacetDefinition[];
  readonly filled: ReadonlySet<string>;
  readonly titleOf: (source: string) => string;
  /** The end of the day, so many days ago, up to which the earlier ones are. */
  readonly earlierUpTo: string;
  readonly now: number;
}): ListedViews {
  const { observations, shape, definitions, earlierUpTo, now } = options;
  const usableMs = new Map(
    definitions.map(({ id, times }) => [id, times.usableMs]),
  );
  const isVisible = (facet: FacetId) =>
    (shape.facets.get(facet)?.level ?? 'none') !== 'none';
  const visible = observations.filter(({ facet }) => isVisible(facet));
  const figures = new Map(
    visible
      .filter(
        ({ asOf, facet }) =>
          asOf > earlierUpTo &&
          // Figures are noted once a day: a day more than they can be shown.
          Date.parse(asOf) >= now - (usableMs.get(facet) ?? 0) - DAY_MS,
      )
      // Oldest first: the last of a facet stays.
      .map(observation => [observation.facet, observation] as const),
  );
  const filledHere = definitions
    .map(({ id }) => id)
    .filter(id => (OBSERVED_FACETS as readonly string[]).includes(id));
  return {
    facets: Object.fromEntries(
      filledHere.map(id => [
        id,
        observedFacetView({ ...options, figures }, id),
      ]),
    ) as FacetViews,
    past: visible
      .filter(({ asOf }) => asOf <= earlierUpTo)
      .map(({ facet, asOf, figures: then }) => ({
        facet,
        asOf,
        figures: then,
      })),
  };
}
