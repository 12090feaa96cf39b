import type { FacetId } from '../../facets/facetDefinitions';
import type { UsesAnswer } from '../../view/answers';
import { figureChanges } from '../changes/figureChanges';
import { usageFigures } from '../changes/usageFigures';
import { missingInputs } from '../visible/missingInputs';
import { provenanceOf } from '../visible/provenanceOf';
import { summaryOf } from '../visible/visibleFacet';
import type { AnswersInput } from './AnswersInput';
import { dormantDays } from './dormantDays';
import { usageChange } from './usageChange';

const INPUTS: readonly FacetId[] = ['activity', 'entitlements', 'features'];
const DAILY = 90;

/** Whether they use what they pay for. */
export function usesAnswer(input: AnswersInput): UsesAnswer {
  const { facets, now, past, settings } = input;
  const activity = summaryOf(facets, 'activity');
  const features = summaryOf(facets, 'features');
  return {
    weeklyActive: activity?.weeklyActive,
    monthlyActive: activity?.monthlyActive,
    seats: summaryOf(facets, 'entitlements')?.seats,
    change: usageChange(facets, now, past),
    ...figureChanges(input, () => usageFigures(input)),
    lastEventAt: activity?.lastEventAt,
    dormantDays: dormantDays(facets, now, settings),
    featuresAdopted: features?.adopted,
    featuresTotal: features?.total,
    activation: activity?.activation,
    daily: (activity?.daily ?? []).slice(-DAILY),
    provenance: provenanceOf(facets, INPUTS),
    missing: missingInputs(facets, INPUTS),
  };
}
