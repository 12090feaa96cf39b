import { summaryOf } from '../visible/visibleFacet';
import { NOTHING, type RiskRule } from './RiskRule';

/** The last attempt to collect an open invoice has failed. */
export const paymentFailing: RiskRule = ({ facets }) => {
  const payments = summaryOf(facets, 'payments');
  if (payments === undefined) {
    return undefined;
  }
  return payments.failing ? { weight: 1, text: 'payment failing' } : NOTHING;
};
