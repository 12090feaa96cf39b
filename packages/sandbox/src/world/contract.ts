import type { Blueprint } from './Blueprint.ts';
import type { Ids } from './ids.ts';
import { DAY, day } from './time.ts';
import type { Contract } from './types.ts';

/** What the CRM says was signed; billing may say otherwise. */
export function makeContract(
  ids: Ids,
  company: Blueprint,
  today: number,
): Contract | undefined {
  const plan = company.contract;
  return (
    plan && {
      hubspotId: ids.hubspot('contract', company.index),
      number: `C-${String(20_000 + company.index * 7).padStart(6, '0')}`,
      startDay: day(today - plan.startedDaysAgo * DAY),
      endDay: day(today + plan.endsInDays * DAY),
      noticeDays: plan.noticeDays,
      autoRenews: plan.autoRenews,
      annualValue: plan.annualValue,
      currency: company.currency,
      termMonths: plan.termMonths,
    }
  );
}
