import type { FacetViews } from '../../view/FacetView';
import type { UpcomingItem } from '../../view/UpcomingItem';
import { dataOf, sourceTitle } from '../visible/visibleFacet';

/** When open deals are expected to close. */
export function dealDates(facets: FacetViews): UpcomingItem[] {
  const deals = dataOf(facets, 'opportunities')?.opportunities ?? [];
  return deals.flatMap(({ status, closeDay, name, amount, source, url }) =>
    status === 'open' && closeDay !== undefined
      ? [
          {
            kind: 'deal_close',
            day: closeDay,
            title: name,
            amount,
            source: sourceTitle(facets, 'opportunities', source),
            url,
          },
        ]
      : [],
  );
}
