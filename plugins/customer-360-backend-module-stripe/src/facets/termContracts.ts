import type { Contract } from '@customer-360/backstage-plugin-customer-360-common';
import type { StripeSchedule } from '../api/wire';
import type { StripeCatalog } from '../mrr/StripeCatalog';
import { stripeMrrPolicy } from '../mrr/stripeMrrPolicy';
import type { Gaps } from '../records/Gaps';
import type { StripeFacetContext } from '../records/StripeFacetContext';
import { phaseMrr } from './scheduledChanges';

/**
 * Terms that were agreed, as far as Stripe knows them: schedules that end or
 * renew the subscription after their last phase. One that only lets go of it
 * (`release`) plans a change of price or quantity and commits nobody, and the
 * end of a billing period is no term at all.
 */
export function expressesTerm(schedule: StripeSchedule): boolean {
  return (
    (schedule.end_behavior === 'cancel' || schedule.end_behavior === 'renew') &&
    schedule.phases.length > 0
  );
}

/** @param terms - whose prices the catalog has loaded */
export function termContracts(
  facet: StripeFacetContext,
  terms: readonly StripeSchedule[],
  catalog: StripeCatalog,
  gaps: Gaps,
): Contract[] {
  return terms.flatMap(term => {
    const status = statusOf(term.status);
    if (!status) {
      gaps.add('A schedule with a status that is not known here');
      return [];
    }
    return [contractRecord(facet, term, status, catalog)];
  });
}

/** Of what its phases are made. */
export function pricesOf(schedules: readonly StripeSchedule[]): string[] {
  return schedules.flatMap(({ phases }) =>
    phases.flatMap(({ items }) => items.map(({ price }) => price)),
  );
}

function statusOf(status: string): Contract['status'] | undefined {
  switch (status) {
    case 'not_started':
    case 'active':
      return 'active';
    case 'canceled':
    case 'completed':
    case 'released':
      return 'ended';
    default:
      return undefined;
  }
}

function contractRecord(
  { source, links, config }: StripeFacetContext,
  schedule: StripeSchedule,
  status: Contract['status'],
  catalog: StripeCatalog,
): Contract {
  const first = schedule.phases[0];
  const last = schedule.phases.at(-1)!;
  const renews = schedule.end_behavior === 'renew';
  // A term that ends at midnight has the day before as its last day.
  const end = new Date(new Date(last.end_date).getTime() - (renews ? 0 : 1));
  const mrr = phaseMrr(last, catalog, stripeMrrPolicy(config.mrr.discounts));
  return {
    source,
    id: schedule.id,
    url: links.schedule({ id: schedule.id }),
    status,
    startDay: first.start_date.slice(0, 10),
    endDay: end.toISOString().slice(0, 10),
    autoRenews: renews,
    termMonths: wholeMonths(first.start_date, last.end_date),
    annualValue: mrr && { ...mrr, amount: mrr.amount * 12 },
  };
}

/** Undefined where the term is no whole number of months. */
function wholeMonths(from: string, to: string): number | undefined {
  const start = new Date(from);
  const end = new Date(to);
  const months =
    (end.getUTCFullYear() - start.getUTCFullYear()) * 12 +
    end.getUTCMonth() -
    start.getUTCMonth();
  return months > 0 && months <= 1200 && start.getUTCDate() === end.getUTCDate()
    ? months
    : undefined;
}
