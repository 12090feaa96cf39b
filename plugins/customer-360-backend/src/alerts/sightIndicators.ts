import type {
  FacetId,
  FacetState,
  FacetViews,
  Indicator,
  IndicatorKind,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { Sighting } from './AlertState';

/** In these nothing can be said for certain. */
const UNSURE: ReadonlySet<FacetState> = new Set<FacetState>([
  'stale',
  'partial',
  'unavailable',
  'no_access',
]);

/**
 * What can be said of each indicator, from the facets that it was made of. Pure.
 *
 * @param digestOf - of an indicator as it is: equal where nothing has changed
 * @param isUnsure - whether a facet keeps its indicators back
 */
export function sightIndicators(options: {
  kinds: readonly IndicatorKind[];
  facets: FacetViews;
  indicators: readonly Indicator[];
  digestOf: (kind: IndicatorKind, indicator: Indicator) => string;
  isUnsure?: (facets: FacetViews, id: FacetId) => boolean;
}): Sighting[] {
  const { facets, isUnsure = unsure } = options;
  return options.kinds.map((kind): Sighting => {
    const { id, inputs, fallback } = kind;
    const indicator = options.indicators.find(found => found.id === id);
    if (indicator) {
      // What is asked only where the others say nothing counts where it was.
      const counting = inputs.filter(
        input => !fallback.includes(input) || indicator.facets.includes(input),
      );
      return counting.some(input => isUnsure(facets, input))
        ? { id, kind: 'held' }
        : {
            id,
            kind: 'there',
            digest: options.digestOf(kind, indicator),
            tone: indicator.tone,
            word: indicator.word,
          };
    }
    return inputs.some(
      input => isUnsure(facets, input) || facets[input]?.state === 'unlinked',
    ) || !inputs.some(input => isKnown(facets, input))
      ? { id, kind: 'held' }
      : { id, kind: 'absent' };
  });
}

/** Held back while anything of it is old, incomplete or missing. */
export function unsure(facets: FacetViews, id: FacetId): boolean {
  const view = facets[id];
  return view !== undefined && UNSURE.has(view.state);
}

/** The same, but for what nothing is known against: it is merely due. */
export function unsureUnlessDue(facets: FacetViews, id: FacetId): boolean {
  return unsure(facets, id) && !isMerelyDue(facets, id);
}

export function isMerelyDue(facets: FacetViews, id: FacetId): boolean {
  const view = facets[id];
  return (
    view?.state === 'stale' &&
    view.sources.every(
      ({ reason, renewing, state }) =>
        !UNSURE.has(state) ||
        (state === 'stale' && renewing === true && reason === undefined),
    )
  );
}

function isKnown(facets: FacetViews, id: FacetId): boolean {
  const state = facets[id]?.state;
  return state === 'ok' || state === 'empty' || state === 'stale';
}
