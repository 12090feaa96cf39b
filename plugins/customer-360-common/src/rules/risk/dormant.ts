import { dormantDays } from '../answers/dormantDays';
import { countText } from '../text/words';
import { summaryOf } from '../visible/visibleFacet';
import { NOTHING, type RiskRule } from './RiskRule';

/** Who has stopped using it has little reason to renew it. */
export const dormant: RiskRule = ({ facets, now, settings }) => {
  if (summaryOf(facets, 'activity')?.lastEventAt === undefined) {
    return undefined;
  }
  const days = dormantDays(facets, now, settings);
  return days === undefined
    ? NOTHING
    : { weight: 2, text: `dormant for ${countText(days, 'day')}` };
};
