import type { FacetDefinition } from '../../facets/defineFacet';
import { FACET_IDS, type FacetId } from '../../facets/facetDefinitions';
import type { FacetSourceView, FacetViews } from '../../view/FacetView';

/** The time of the tests of the rules. */
export const NOW = new Date('2026-11-23T10:47:00Z');

const TITLES: Record<string, string> = {
  gainsight: 'Gainsight',
  hubspot: 'HubSpot',
  product: 'Product',
  stripe: 'Stripe',
  zendesk: 'Zendesk',
};

/** A facet that was read a minute ago and may be seen in full. */
export function view<TId extends FacetId, TData, TSummary>(
  facet: FacetDefinition<TId, TData, TSummary>,
  source: string,
  data: NoInfer<TData>,
  reading: Partial<FacetSourceView> = {},
) {
  const parsed = facet.schema.parse(data);
  return {
    level: 'full' as const,
    state: reading.state ?? ('ok' as const),
    data: parsed,
    summary: facet.summarize?.(parsed, NOW),
    sources: [
      {
        id: source,
        title: TITLES[source],
        state: 'ok' as const,
        fetchedAt: '2026-11-23T10:46:00Z',
        ...reading,
      },
    ],
  };
}

export type Level = 'full' | 'summary' | 'none';

/**
 * The facets as somebody with these levels sees them. With `careless` the views
 * still carry what their level does not allow, as an error upstream would leave
 * it there.
 */
export function lowered(
  facets: FacetViews,
  levels: Partial<Record<FacetId, Level>>,
  careless: boolean = false,
): FacetViews {
  const views: FacetViews = {};
  for (const id of FACET_IDS) {
    Object.assign(views, { [id]: loweredView(facets, id, levels, careless) });
  }
  return views;
}

function loweredView(
  facets: FacetViews,
  id: FacetId,
  levels: Partial<Record<FacetId, Level>>,
  careless: boolean,
) {
  const seen = facets[id];
  const level = levels[id] ?? 'full';
  if (seen?.level !== 'full' || level === 'full') {
    return seen;
  }
  // A facet of which the summary tier sees nothing is denied to it.
  if (level === 'none' || seen.summary === undefined) {
    return {
      ...(careless ? seen : {}),
      level: 'none',
      state: 'denied',
      whoMaySee: 'the account team',
      sources: careless ? seen.sources : [],
    };
  }
  const { data, ...rest } = seen;
  return careless ? { ...rest, data, level } : { ...rest, level };
}
