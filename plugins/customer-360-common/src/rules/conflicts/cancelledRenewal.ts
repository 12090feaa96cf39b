import { dayOf } from '../../dates/days';
import { currentContract } from '../../facets/contract/contracts';
import { dayText } from '../text/words';
import { dataOf, sourceTitle, summaryOf } from '../visible/visibleFacet';
import type { ConflictRule } from './ConflictRule';
import { largestSubscription } from './largestSubscription';

/** The contract renews by itself, while billing has been told to stop. */
export const cancelledRenewal: ConflictRule = ({ facets, now }) => {
  const billing = dataOf(facets, 'subscriptions');
  const endsAt = summaryOf(facets, 'subscriptions')?.endsAt;
  const contract = currentContract(
    dataOf(facets, 'contracts')?.contracts ?? [],
    now,
  );
  if (
    billing === undefined ||
    endsAt === undefined ||
    contract?.autoRenews !== true ||
    contract.endDay === undefined ||
    dayOf(endsAt) > contract.endDay
  ) {
    return undefined;
  }
  const subscription = largestSubscription(billing);
  const end = dayText(dayOf(endsAt));
  const renewal = dayText(contract.endDay);
  return {
    id: 'cancelled-renewal',
    type: 'status',
    text: `The contract renews on ${renewal}, billing ends on ${end}`,
    sides: [
      {
        source: sourceTitle(facets, 'contracts', contract.source),
        text: `renews on ${renewal}`,
        url: contract.url,
      },
      {
        source: subscription
          ? sourceTitle(facets, 'subscriptions', subscription.source)
          : 'Billing',
        text: `ends on ${end}`,
        url: subscription?.url,
      },
    ],
    facets: ['contracts', 'subscriptions'],
  };
};
