import {
  mrrPolicyLabel,
  sumByCurrency,
  type Money,
  type SubscriptionsData,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { FacetReader } from '@customer-360/backstage-plugin-customer-360-node';
import { mrrBefore, mrrHistory } from '../mrr/mrrHistory';
import { pastMrr } from '../mrr/pastMrr';
import { StripeCatalog } from '../mrr/StripeCatalog';
import { stripeMrrPolicy } from '../mrr/stripeMrrPolicy';
import { Gaps } from '../records/Gaps';
import type { StripeFacetContext } from '../records/StripeFacetContext';
import { withNotStarted } from './withNotStarted';
import { isPending } from './scheduledChanges';
import { subscriptionRecords } from './subscriptionRecords';

/** What they have bought, what it brings a month, and what it brought before. */
export function subscriptionsFacet(
  facet: StripeFacetContext,
): FacetReader<SubscriptionsData> {
  return {
    async read(account, context) {
      const reader = facet.reader(account, context);
      const gaps = new Gaps();
      const now = context.now();
      const policy = stripeMrrPolicy(facet.config.mrr.discounts);
      const [{ customer }, subscriptions, schedules, invoices] =
        await Promise.all([
          reader.customer(),
          reader.subscriptions(),
          gaps.attempt(
            'Scheduled changes could not be read',
            reader.schedules(),
          ),
          gaps.attempt(
            'The MRR of earlier months could not be rebuilt: the invoices are missing',
            reader.invoices(),
          ),
        ]);
      gaps.addDrift(subscriptions.drift);
      const customerDiscount = customer.discount ?? undefined;
      const pending = (schedules?.items ?? []).filter(isPending);
      const catalog = new StripeCatalog(reader, gaps);
      await catalog.load(
        subscriptions.items,
        [
          ...pending.flatMap(({ phases }) =>
            phases.flatMap(({ items }) => items.map(({ price }) => price)),
          ),
          ...(invoices?.items ?? []).flatMap(({ lines }) =>
            lines.data.flatMap(
              ({ pricing, parent }) =>
                (parent?.subscription_item_details &&
                  pricing?.price_details?.price) ||
                [],
            ),
          ),
        ],
        customerDiscount ? [customerDiscount] : [],
      );

      const records = subscriptionRecords(
        facet,
        {
          subscriptions: subscriptions.items,
          pending,
          customerDiscount,
          catalog,
          policy,
          now,
        },
        gaps,
      );
      const mrr = sumByCurrency(records.flatMap(record => record.mrr ?? []));
      const whole = !subscriptions.truncated && records.length > 0;
      const mrrAt = (at: Date): Money[] | undefined =>
        whole && invoices
          ? pastMrr(
              {
                subscriptions: subscriptions.items,
                invoices: invoices.items,
                customerDiscount,
                catalog,
                policy,
              },
              at,
            )
          : undefined;
      return {
        truncated: subscriptions.truncated,
        missing: gaps.missing,
        data: {
          subscriptions: withNotStarted(facet, records, pending, catalog),
          mrr,
          mrrBefore: mrrBefore(now, 30, mrrAt),
          mrrBefore90: mrrBefore(now, 90, mrrAt),
          mrrHistory: mrrHistory(now, mrr, mrrAt),
          policy: mrrPolicyLabel(policy),
        },
      };
    },
  };
}
