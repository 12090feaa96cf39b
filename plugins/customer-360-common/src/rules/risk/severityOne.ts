import { countText } from '../text/words';
import { summaryOf } from '../visible/visibleFacet';
import { NOTHING, type RiskRule } from './RiskRule';

/** Something of the highest severity is open with support. */
export const severityOne: RiskRule = ({ facets }) => {
  const tickets = summaryOf(facets, 'tickets');
  if (tickets === undefined) {
    return undefined;
  }
  const urgent = tickets.bySeverity.urgent ?? 0;
  return urgent === 0
    ? NOTHING
    : { weight: 1, text: countText(urgent, 'urgent ticket') };
};
