import {
  MAX_RECORDS,
  notCountedText,
  toShortText,
  type Subscription,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { StripeSchedule } from '../api/wire';
import type { StripeCatalog } from '../mrr/StripeCatalog';
import type { StripeFacetContext } from '../records/StripeFacetContext';

/** With those of schedules that have not made their subscription yet. */
export function withNotStarted(
  facet: Pick<StripeFacetContext, 'source' | 'links'>,
  records: readonly Subscription[],
  pending: readonly StripeSchedule[],
  catalog: StripeCatalog,
): Subscription[] {
  return [
    ...records,
    ...pending
      .filter(({ subscription }) => !subscription)
      .map(schedule => notStarted(facet, schedule, catalog)),
  ].slice(0, MAX_RECORDS);
}

function notStarted(
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
