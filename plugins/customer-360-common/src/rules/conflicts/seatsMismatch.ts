import { countText } from '../text/words';
import {
  dataOf,
  isTruncated,
  sourceTitle,
  sourceTitles,
  summaryOf,
} from '../visible/visibleFacet';
import type { ConflictRule } from './ConflictRule';
import { isRunning } from './isRunning';
import { maySamePlan } from './planWords';

/**
 * The product gives them another number of seats than they are billed for.
 * Compared only over subscriptions to the plan that the product names: the
 * quantity of an add-on is no number of seats.
 */
export const seatsMismatch: ConflictRule = ({ facets }) => {
  const given = summaryOf(facets, 'entitlements');
  const billing = dataOf(facets, 'subscriptions');
  if (
    given?.plan === undefined ||
    given.seats === undefined ||
    billing === undefined ||
    isTruncated(facets, 'subscriptions')
  ) {
    return undefined;
  }
  const { plan } = given;
  const running = billing.subscriptions.filter(({ status }) =>
    isRunning(status),
  );
  const ofPlan = running.filter(subscription =>
    maySamePlan(plan, subscription.plan),
  );
  const quantities = ofPlan.flatMap(({ quantity }) => quantity ?? []);
  const billed = total(quantities);
  if (
    ofPlan.length === 0 ||
    quantities.length < ofPlan.length ||
    billed === given.seats ||
    // Seats under two plans: the product may name one of them only.
    total(running.map(({ quantity }) => quantity ?? 0)) === given.seats
  ) {
    return undefined;
  }
  const [subscription] = ofPlan;
  return {
    id: 'seats',
    type: 'seats',
    text: `The product gives them ${countText(
      given.seats,
      'seat',
    )}, they are billed for ${billed}`,
    sides: [
      {
        source: sourceTitles(facets, 'entitlements'),
        text: countText(given.seats, 'seat'),
      },
      {
        source: sourceTitle(facets, 'subscriptions', subscription.source),
        text: countText(billed, 'seat'),
        url: subscription.url,
      },
    ],
    facets: ['entitlements', 'subscriptions'],
  };
};

function total(quantities: readonly number[]): number {
  return quantities.reduce((sum, quantity) => sum + quantity, 0);
}
