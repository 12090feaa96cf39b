import type { LookedChange } from '@customer-360/backstage-plugin-customer-360-common';
import { formatDay } from '../format/formatDate';
import { formatMoney } from '../format/formatMoney';
import { formatNumber } from '../format/formatNumber';
import type { sinceMessages } from './messages';

/** A figure then and now in words: "MRR: €4,800, was €5,500". @internal */
export function changeText(
  change: LookedChange,
  m: typeof sinceMessages.messages,
): string {
  const { after, before } = change;
  const figure = m.figures[change.figure];
  const text = (side: number | string) => sideText(side, change);
  if (before === undefined) {
    return after === undefined ? figure : m.appeared(figure, text(after));
  }
  return after === undefined
    ? m.gone(figure, text(before))
    : m.change(figure, text(before), text(after));
}

function sideText(
  side: number | string,
  { currency }: Pick<LookedChange, 'currency'>,
): string {
  if (typeof side === 'string') {
    return formatDay(side);
  }
  return currency
    ? formatMoney({ amount: side, currency }, { whole: true })
    : formatNumber(side);
}
