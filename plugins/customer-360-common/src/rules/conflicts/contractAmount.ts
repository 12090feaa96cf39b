import type { SubscriptionsData } from '../../facets/billing/subscriptions';
import { formatMoney } from '../money/formatMoney';
import { minorUnits } from '../money/minorUnits';
import { Rational } from '../money/Rational';
import { dataOf, isTruncated, sourceTitle } from '../visible/visibleFacet';
import type { ConflictRule } from './ConflictRule';
import { contractedValue } from './contractedValue';
import { largestSubscription } from './largestSubscription';

/** Share of what is billed under which a difference is a matter of rounding. */
const TOLERANCE = Rational.ofFraction(1, 100);
const MONTHS = Rational.of(12);

/** Contract and billing do not agree on what they pay a month. */
export const contractAmount: ConflictRule = input => {
  const { facets } = input;
  const billing = dataOf(facets, 'subscriptions');
  const contracted = contractedValue(input);
  if (
    billing === undefined ||
    contracted === undefined ||
    isTruncated(facets, 'subscriptions')
  ) {
    return undefined;
  }
  const { annual, contract } = contracted;
  const { currency } = annual;
  const billed = billedIn(currency, billing);
  if (billed === undefined) {
    return undefined;
  }

  const agreed = Rational.of(annual.amount).dividedBy(MONTHS);
  const difference = agreed.minus(Rational.of(billed));
  const size = difference.atLeast(difference.times(Rational.of(-1)));
  const unit = Rational.of(10 ** minorUnits(currency));
  if (
    size.compareTo(unit) <= 0 ||
    size.compareTo(Rational.of(billed).times(TOLERANCE)) <= 0
  ) {
    return undefined;
  }

  const monthly = (amount: number) =>
    formatMoney({ amount, currency }, 'en', { stripZeros: true });
  const subscription = largestSubscription(billing);
  return {
    id: 'contract-amount',
    type: 'amount',
    text: `Contract and billing disagree by ${monthly(size.round())} a month`,
    sides: [
      {
        source: sourceTitle(facets, 'contracts', contract.source),
        text: `${monthly(agreed.round())} a month`,
        url: contract.url,
      },
      {
        source: subscription
          ? sourceTitle(facets, 'subscriptions', subscription.source)
          : 'Billing',
        text: `${monthly(billed)} a month`,
        url: subscription?.url,
      },
    ],
    facets: ['contracts', 'subscriptions'],
  };
};

/** MRR in the currency of the contract; undefined where there is another one. */
function billedIn(
  currency: string,
  { mrr }: SubscriptionsData,
): number | undefined {
  return mrr.every(amount => amount.currency === currency)
    ? mrr.reduce((sum, { amount }) => sum + amount, 0)
    : undefined;
}
