import { INDICATOR_KINDS } from '../rules/indicators/indicatorKinds';
import type { SourceReport } from './SourceReport';

/** What is not seen while a source is away. @public */
export interface SourceOutage {
  /** Facets that no other source fills: of them nothing newer comes. */
  readonly alone: readonly string[];
  /** Facets that others fill as well: they lack this source's part. */
  readonly shared: readonly string[];
  /** Ids of the indicators that nobody is told of meanwhile. */
  readonly heldBack: readonly string[];
}

/**
 * What an outage of one source takes from the page, given all sources. Pure.
 *
 * @public
 */
export function sourceOutage(
  id: string,
  sources: ReadonlyArray<Pick<SourceReport, 'id' | 'facets'>>,
): SourceOutage {
  const own = sources.find(source => source.id === id)?.facets ?? [];
  const others = new Set(
    sources.filter(source => source.id !== id).flatMap(({ facets }) => facets),
  );
  return {
    alone: own.filter(facet => !others.has(facet)),
    shared: own.filter(facet => others.has(facet)),
    // A part that is missing holds back as much as the whole.
    heldBack: INDICATOR_KINDS.filter(({ fallback, inputs }) =>
      inputs.some(input => own.includes(input) && !fallback.includes(input)),
    ).map(({ id: indicator }) => indicator),
  };
}
