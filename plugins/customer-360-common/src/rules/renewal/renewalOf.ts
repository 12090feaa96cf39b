import {
  currentContract,
  type Contract,
} from '../../facets/contract/contracts';
import type { FacetId } from '../../facets/facetDefinitions';
import type { Money } from '../../facets/money';
import type { RenewsAnswer } from '../../view/answers';
import type { FacetViews } from '../../view/FacetView';
import { dayOf } from '../../dates/days';
import { dataOf, summaryOf } from '../visible/visibleFacet';
import { noticeDayOf } from '../../facets/contract/noticeDayOf';
import { termEnd } from './termEnd';

/** What comes to an end next, and by which facets that is known. */
export interface Renewal {
  kind: NonNullable<RenewsAnswer['kind']>;
  day?: string;
  startDay?: string;
  noticeDay?: string;
  annualValue?: Money;
  facets: FacetId[];
}

/**
 * The contract speaks first. Without one, billing speaks of ends only: of a
 * cancelled subscription or a trial, never of a renewal, since the end of a
 * billing period is none.
 */
export function renewalOf(facets: FacetViews, now: Date): Renewal | undefined {
  return byContract(facets, now) ?? byBilling(facets, now) ?? openEnded(facets);
}

function byContract(facets: FacetViews, now: Date): Renewal | undefined {
  const data = dataOf(facets, 'contracts');
  const contract: Partial<Contract> | undefined = data
    ? currentContract(data.contracts, now)
    : summaryOf(facets, 'contracts')?.current;
  if (contract?.endDay === undefined || contract.endDay < dayOf(now)) {
    return undefined;
  }
  return {
    kind: termEnd(contract, facets),
    day: contract.endDay,
    startDay: contract.startDay,
    noticeDay: noticeDayOf(contract),
    annualValue: contract.annualValue,
    facets: ['contracts'],
  };
}

function byBilling(facets: FacetViews, now: Date): Renewal | undefined {
  const billing = summaryOf(facets, 'subscriptions');
  const today = dayOf(now);
  if (billing?.endsAt !== undefined && dayOf(billing.endsAt) >= today) {
    return {
      kind: 'billing_end',
      day: dayOf(billing.endsAt),
      facets: ['subscriptions'],
    };
  }
  if (
    billing?.trialEndsAt !== undefined &&
    dayOf(billing.trialEndsAt) >= today &&
    billing.plans.every(({ status }) => status === 'trialing')
  ) {
    return {
      kind: 'trial_end',
      day: dayOf(billing.trialEndsAt),
      facets: ['subscriptions'],
    };
  }
  return undefined;
}

/** Nothing ends, said only where the contracts are known as a whole. */
function openEnded(facets: FacetViews): Renewal | undefined {
  const view = facets.contracts;
  if (
    view === undefined ||
    !(['ok', 'stale', 'empty'] as const).some(state => state === view.state)
  ) {
    return undefined;
  }
  const runsOn =
    dataOf(facets, 'contracts')?.contracts.some(
      ({ status, endDay }) => status === 'active' && endDay === undefined,
    ) ?? summaryOf(facets, 'contracts')?.openEnded;
  if (runsOn) {
    return { kind: 'open_ended', facets: ['contracts'] };
  }
  const billed = summaryOf(facets, 'subscriptions')?.plans.some(
    ({ status }) => status === 'active' || status === 'past_due',
  );
  return view.state === 'empty' && billed
    ? { kind: 'open_ended', facets: ['contracts', 'subscriptions'] }
    : undefined;
}
