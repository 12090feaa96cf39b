import {
  notCountedText,
  toShortText,
  type Subscription,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { StripeSchedule } from '../api/wire';
import type { StripeCatalog } from '../mrr/StripeCatalog';
import type { StripeFacetContext } from '../records/StripeFacetContext';

/** A schedule that has not made its subscription yet. */
export function notStarted(
  { source, links }: Pick<StripeFacetContext, 'source' | 'links'>,
  schedule: StripeSchedule,
  catalog: StripeCatalog,
): Subscription {
  const first = schedule.phases[0];
  const price = first && catalog.price(first.items[0]?.price ?? '');
  return {
    source,
    id: schedule.id,
    url: links.schedule({ id: schedule.id }),
    plan: toShortText(price ? catalog.productName(price) : schedule.id),
    status: 'scheduled',
    currency: first?.currency ?? 'XXX',
    quantity: first?.items[0]?.quantity ?? undefined,
    notCounted: notCountedText('scheduled'),
    items: [],
    discounts: [],
    startedAt: first?.start_date,
    scheduledChanges: [],
  };
}
