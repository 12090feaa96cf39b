import { MIN_HEALTH_COVERAGE } from '../../facets/relationship/health';
import { healthDecline } from '../indicators/healthDecline';
import { summaryOf } from '../visible/visibleFacet';
import { NOTHING, type RiskRule } from './RiskRule';

/** Bad health by itself, a fall together with something else. */
export const health: RiskRule = input => {
  const summary = summaryOf(input.facets, 'health');
  if (summary?.score === undefined || summary.coverage < MIN_HEALTH_COVERAGE) {
    return undefined;
  }
  const { score, scale, direction } = summary;
  const good =
    ((direction === 'higher-is-better'
      ? score - scale.min
      : scale.max - score) /
      (scale.max - scale.min)) *
    100;
  if (good < input.settings.healthLowPercent) {
    return { weight: 2, text: `health ${score} of ${scale.max}` };
  }
  const decline = healthDecline(input);
  return decline === undefined
    ? NOTHING
    : { weight: 1, text: `health fell to ${score} of ${scale.max}` };
};
