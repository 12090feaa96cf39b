import type { FacetId } from '../../facets/facetDefinitions';
import { formatMoney } from '../money/formatMoney';
import { summaryOf } from '../visible/visibleFacet';
import type { IndicatorRule } from './IndicatorRule';
import { readingOf } from './readingOf';

/** The last attempt to collect an open invoice has failed. */
export const paymentFailing: IndicatorRule = ({ facets }) => {
  if (!summaryOf(facets, 'payments')?.failing) {
    return undefined;
  }
  const overdue = summaryOf(facets, 'invoices')?.overdue;
  const inputs: FacetId[] = overdue ? ['payments', 'invoices'] : ['payments'];
  const amounts = overdue?.amounts
    .map(amount => formatMoney(amount))
    .join(' and ');
  return {
    id: 'payment-failing',
    answer: 'pays',
    tone: 'down',
    word: 'Failing',
    text: 'The last attempt to collect has failed',
    rule: 'the last attempt on an open invoice failed',
    now: readingOf(
      facets,
      'payments',
      amounts === undefined ? 'a payment fails' : `${amounts} overdue`,
    ),
    facets: inputs,
  };
};
