import type { Subscription } from '../../facets/billing/subscriptions';
import type { FacetViews } from '../../view/FacetView';
import type { UpcomingItem } from '../../view/UpcomingItem';
import { dayOf } from '../../dates/days';
import {
  dataOf,
  sourceTitle,
  sourceTitles,
  summaryOf,
} from '../visible/visibleFacet';

/** Ends of trials and subscriptions, and changes that are agreed. */
export function billingDates(facets: FacetViews): UpcomingItem[] {
  const data = dataOf(facets, 'subscriptions');
  if (data) {
    return data.subscriptions
      .filter(({ status }) => status !== 'ended')
      .flatMap(subscription => datesOf(subscription, facets));
  }
  const summary = summaryOf(facets, 'subscriptions');
  const source = sourceTitles(facets, 'subscriptions');
  return [
    ...dated('trial_end', summary?.trialEndsAt, { source }),
    ...dated('subscription_end', summary?.endsAt, { source }),
  ];
}

function datesOf(
  subscription: Subscription,
  facets: FacetViews,
): UpcomingItem[] {
  const { status, plan, url, trialEndsAt, endsAt } = subscription;
  const source = sourceTitle(facets, 'subscriptions', subscription.source);
  const record = { title: plan, source, url };
  return [
    ...dated(
      'trial_end',
      status === 'trialing' ? trialEndsAt : undefined,
      record,
    ),
    ...dated('subscription_end', endsAt, record),
    ...subscription.scheduledChanges.flatMap(({ at, text, mrr }) =>
      dated('plan_change', at, { ...record, title: text, amount: mrr }),
    ),
  ];
}

function dated(
  kind: UpcomingItem['kind'],
  at: string | undefined,
  record: Omit<UpcomingItem, 'kind' | 'day' | 'at'>,
): UpcomingItem[] {
  return at === undefined ? [] : [{ ...record, kind, day: dayOf(at), at }];
}
