import type {
  FacetSourceView,
  Provenance,
} from '@customer-360/backstage-plugin-customer-360-common';

/** Where figures come from and how old they are. @internal */
export interface Freshness {
  titles: string[];
  /** The older of when it was read and when it was true at the source. */
  at?: string;
  stale: boolean;
}

function older(a: string | undefined, b: string | undefined) {
  if (a === undefined || b === undefined) {
    return a ?? b;
  }
  return a < b ? a : b;
}

/** @internal */
export function freshnessOfAnswer(provenance: Provenance): Freshness {
  return {
    titles: provenance.sources,
    at: older(provenance.fetchedAt, provenance.asOf),
    stale: provenance.stale,
  };
}

/** The worst of the sources that gave something. @internal */
export function freshnessOfSources(
  sources: readonly FacetSourceView[],
): Freshness {
  const read = sources.filter(({ state }) =>
    ['ok', 'partial', 'stale', 'empty'].includes(state),
  );
  return {
    titles: [...new Set(read.map(({ title }) => title))],
    at: read
      .map(({ fetchedAt, asOf }) => older(fetchedAt, asOf))
      .reduce<string | undefined>(older, undefined),
    stale: read.some(({ state }) => state === 'stale'),
  };
}
