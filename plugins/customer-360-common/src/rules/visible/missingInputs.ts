import type { FacetId } from '../../facets/facetDefinitions';
import type { MissingInput } from '../../view/answers';
import type { FacetState, FacetViews } from '../../view/FacetView';

const COMPLETE: ReadonlySet<FacetState> = new Set<FacetState>([
  'ok',
  'stale',
  'empty',
]);

/**
 * Inputs that are not, or not wholly, in an answer. What is empty or old is in
 * it; what no source fills is not.
 */
export function missingInputs(
  facets: FacetViews,
  inputs: readonly FacetId[],
): MissingInput[] {
  return inputs.flatMap((facet): MissingInput[] => {
    const view = facets[facet];
    if (view === undefined) {
      return [{ facet, state: 'unconfigured' }];
    }
    if (view.level === 'none') {
      const { label, whoMaySee } = view;
      return [{ facet, state: 'denied', label, whoMaySee }];
    }
    if (COMPLETE.has(view.state)) {
      return [];
    }
    if (view.state === 'unknown') {
      const since = view.level === 'summary' ? view.observedSince : undefined;
      return [{ facet, state: 'unknown', observedSince: since }];
    }
    const failing = view.sources.filter(({ state }) => !COMPLETE.has(state));
    const reason = failing
      .filter(({ state }) => state !== 'unlinked')
      .flatMap(source => source.reason ?? [])[0];
    const sources = failing.map(({ title }) => title);
    return [{ facet, state: view.state, reason, sources }];
  });
}
