import type { Contract } from '../../facets/contract/contracts';
import type { FacetViews } from '../../view/FacetView';
import { dayOf } from '../../dates/days';
import { summaryOf } from '../visible/visibleFacet';

/**
 * What the end of a contract's term means. It renews only where the contract
 * says so and billing has not been told to stop by then.
 */
export function termEnd(
  contract: Pick<Contract, 'endDay' | 'autoRenews'>,
  facets: FacetViews,
): 'renews' | 'ends' {
  const billingEnd = summaryOf(facets, 'subscriptions')?.endsAt;
  const cancelled =
    billingEnd !== undefined &&
    contract.endDay !== undefined &&
    dayOf(billingEnd) <= contract.endDay;
  return contract.autoRenews === true && !cancelled ? 'renews' : 'ends';
}
