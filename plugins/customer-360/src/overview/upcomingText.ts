import type { UpcomingItem } from '@customer-360/backstage-plugin-customer-360-common';
import { formatMoney } from '../format/formatMoney';
import type { overviewMessages } from './messages';

/** Kinds whose own title says what happens; of the others it says to what. */
const SPEAKING: ReadonlySet<UpcomingItem['kind']> = new Set([
  'meeting',
  'deal_close',
  'plan_change',
] as const);

/** What is to come, in a line: "Upgrade quote, €1,200", "Trial ends, Sandbox". @internal */
export function upcomingText(
  item: UpcomingItem,
  m: typeof overviewMessages.messages,
): string {
  const kind = m.upcoming[item.kind];
  const { title, amount } = item;
  const parts = SPEAKING.has(item.kind) ? [title ?? kind] : [kind, title];
  return [...parts, amount && formatMoney(amount, { whole: true })]
    .filter(part => part !== undefined)
    .join(', ');
}
