import {
  notCountedText,
  type MrrPolicy,
  type Subscription,
} from '@customer-360/backstage-plugin-customer-360-common';
import type {
  StripeDiscount,
  StripeSchedule,
  StripeSubscription,
} from '../api/wire';
import type { StripeCatalog } from '../mrr/StripeCatalog';
import { subscriptionStatus } from '../mrr/subscriptionStatus';
import type { Gaps } from '../records/Gaps';
import type { StripeFacetContext } from '../records/StripeFacetContext';
import { scheduledChanges } from './scheduledChanges';
import { subscriptionRecord } from './subscriptionRecord';

/** A customer's subscriptions of known status, with what is not known of them. */
export function subscriptionRecords(
  facet: Pick<StripeFacetContext, 'source' | 'links'>,
  of: {
    readonly subscriptions: readonly StripeSubscription[];
    readonly pending: readonly StripeSchedule[];
    readonly customerDiscount?: StripeDiscount;
    readonly catalog: StripeCatalog;
    readonly policy: MrrPolicy;
    readonly now: Date;
  },
  gaps: Gaps,
): Subscription[] {
  const { catalog, customerDiscount, now, pending, policy } = of;
  const records = of.subscriptions.flatMap(subscription => {
    const status = subscriptionStatus(subscription.status);
    if (!status) {
      gaps.add(
        'A subscription with a status that is not known here: the MRR may be too low',
      );
      return [];
    }
    return {
      ...subscriptionRecord(
        facet,
        { subscription, customerDiscount, catalog },
        status,
        policy,
        now,
      ),
      scheduledChanges: scheduledChanges(
        pending.filter(schedule => schedule.subscription === subscription.id),
        catalog,
        policy,
        now,
      ),
    };
  });
  if (
    records.some(
      record => record.notCounted === notCountedText('price_unknown'),
    )
  ) {
    gaps.add('The MRR is too low: a price or a discount could not be read');
  }
  return records;
}
