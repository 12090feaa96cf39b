import { dayOf, daysBetween } from '../../dates/days';
import type { Contract } from '../../facets/contract/contracts';
import type { Money } from '../../facets/money';
import { dataOf, isTruncated } from '../visible/visibleFacet';
import type { ConflictInput } from './ConflictRule';

/**
 * What the contracts that run today are worth a year, where every one of them
 * says so in the same currency. A contract that has just begun may not have been
 * billed yet, so then nothing is compared.
 */
export function contractedValue({
  facets,
  now,
  settings,
}: ConflictInput): { annual: Money; contract: Contract } | undefined {
  const today = dayOf(now);
  const running = (dataOf(facets, 'contracts')?.contracts ?? []).filter(
    ({ status, startDay, endDay }) =>
      status === 'active' &&
      (startDay === undefined || startDay <= today) &&
      (endDay === undefined || endDay >= today),
  );
  const values = running.flatMap(({ annualValue }) => annualValue ?? []);
  const currencies = new Set(values.map(({ currency }) => currency));
  const young = running.some(
    ({ startDay }) =>
      startDay !== undefined &&
      daysBetween(startDay, today) < settings.billingLagDays,
  );
  if (
    young ||
    isTruncated(facets, 'contracts') ||
    values.length < running.length ||
    currencies.size !== 1
  ) {
    return undefined;
  }
  return {
    annual: {
      amount: values.reduce((sum, { amount }) => sum + amount, 0),
      currency: values[0].currency,
    },
    contract: running[0],
  };
}
