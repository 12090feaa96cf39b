import {
  dataOf,
  isTruncated,
  sourceTitle,
  sourceTitles,
  summaryOf,
} from '../visible/visibleFacet';
import type { ConflictRule } from './ConflictRule';
import { maySamePlan, planWords } from './planWords';
import { isRunning } from './isRunning';

/** The product gives them a plan that billing knows nothing of. */
export const planMismatch: ConflictRule = ({ facets }) => {
  const given = summaryOf(facets, 'entitlements')?.plan;
  const billed = (dataOf(facets, 'subscriptions')?.subscriptions ?? []).filter(
    ({ status }) => isRunning(status),
  );
  if (
    given === undefined ||
    planWords(given).length === 0 ||
    billed.length === 0 ||
    isTruncated(facets, 'subscriptions') ||
    billed.some(
      subscription =>
        maySamePlan(given, subscription.plan) ||
        subscription.items.some(({ product }) => maySamePlan(given, product)),
    )
  ) {
    return undefined;
  }
  const [subscription] = billed;
  return {
    id: 'plan',
    type: 'plan',
    text: `The product gives them ${given}, billing knows ${subscription.plan}`,
    sides: [
      { source: sourceTitles(facets, 'entitlements'), text: given },
      {
        source: sourceTitle(facets, 'subscriptions', subscription.source),
        text: subscription.plan,
        url: subscription.url,
      },
    ],
    facets: ['entitlements', 'subscriptions'],
  };
};
