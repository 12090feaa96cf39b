import {
  isFacetId,
  restore,
  type FacetId,
  type FacetViews,
  type Label,
  type ObservedReading,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { AccessShape, FacetAccess } from '../access/AccessShape';

/** The figures of a facet with where they come from. */
export interface PastFigures extends ObservedReading {
  readonly fetchedAt: string;
  /** Ids of the sources. */
  readonly sources: readonly string[];
}

/** What a facet is made of where only its figures are known. */
export interface ObservedFacetInput {
  readonly shape: Pick<AccessShape, 'facets'>;
  readonly filled: ReadonlySet<string>;
  /** What a person calls a source. */
  readonly titleOf: (source: string) => string;
  /** Of each facet the figures, where they are known. */
  readonly figures: ReadonlyMap<FacetId, PastFigures>;
  /** First day of observation, of each facet that began later. */
  readonly since?: ReadonlyMap<FacetId, string>;
}

const DENIED: FacetAccess = { level: 'none', whoMaySee: '' };

/** A facet as far as figures give it back and rights show it. Pure. */
export function observedFacetView(
  { figures, filled, shape, since, titleOf }: ObservedFacetInput,
  id: string,
): NonNullable<FacetViews[FacetId]> {
  const access = shape.facets.get(id) ?? DENIED;
  if (access.level === 'none') {
    return {
      level: 'none',
      state: 'denied',
      ...(access.label !== undefined && { label: access.label as Label }),
      whoMaySee: access.whoMaySee,
      sources: [],
    };
  }
  const known = isFacetId(id) ? figures.get(id) : undefined;
  const summary =
    known &&
    restore(known.facet, {
      figures: known.figures,
      source: known.sources[0],
    });
  if (known === undefined || summary === undefined) {
    const observedSince = isFacetId(id) ? since?.get(id) : undefined;
    return {
      level: 'summary',
      state: filled.has(id) ? 'unknown' : 'unconfigured',
      ...(observedSince !== undefined && { observedSince }),
      sources: [],
    };
  }
  return {
    level: 'summary',
    state: 'ok',
    // Restored by the facet's own rule, so of its type.
    summary: summary as never,
    sources: known.sources.map(source => ({
      id: source,
      title: titleOf(source),
      state: 'ok',
      asOf: known.asOf,
      fetchedAt: known.fetchedAt,
    })),
  };
}
