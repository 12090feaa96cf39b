import type { PortfolioPage } from '@customer-360/backstage-plugin-customer-360-common';
import { formatNumber } from '../format/formatNumber';
import type { customersMessages } from './messages';

/** How many there are, as far as was counted. @internal */
export function totalText(
  { total: { count, more } }: PortfolioPage,
  m: Pick<typeof customersMessages.messages, 'more'>,
): string {
  return more ? m.more(formatNumber(count)) : formatNumber(count);
}
