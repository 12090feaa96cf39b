import type { Contract } from '../../facets/contract/contracts';
import type { FacetViews } from '../../view/FacetView';
import type { UpcomingItem } from '../../view/UpcomingItem';
import { noticeDayOf } from '../../facets/contract/noticeDayOf';
import { termEnd } from '../renewal/termEnd';
import { dataOf, sourceTitle, summaryOf } from '../visible/visibleFacet';

/** Ends of terms, and until when notice can be given. */
export function contractDates(facets: FacetViews): UpcomingItem[] {
  const data = dataOf(facets, 'contracts');
  if (data) {
    return data.contracts
      .filter(({ status }) => status === 'active')
      .flatMap(contract => datesOf(contract, facets));
  }
  const current = summaryOf(facets, 'contracts')?.current;
  return current ? datesOf(current, facets) : [];
}

function datesOf(
  contract: Pick<Contract, 'source'> & Partial<Contract>,
  facets: FacetViews,
): UpcomingItem[] {
  const record = {
    title: contract.number,
    source: sourceTitle(facets, 'contracts', contract.source),
    url: contract.url,
  };
  const items: UpcomingItem[] = [];
  const noticeDay = noticeDayOf(contract);
  if (noticeDay !== undefined) {
    items.push({ ...record, kind: 'notice_deadline', day: noticeDay });
  }
  if (contract.endDay !== undefined) {
    items.push({
      ...record,
      kind: termEnd(contract, facets) === 'renews' ? 'renewal' : 'contract_end',
      day: contract.endDay,
      amount: contract.annualValue,
    });
  }
  return items;
}
