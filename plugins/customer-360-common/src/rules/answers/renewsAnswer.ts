import type { FacetId } from '../../facets/facetDefinitions';
import type { RenewsAnswer } from '../../view/answers';
import { dayOf, daysBetween } from '../../dates/days';
import { renewalOf } from '../renewal/renewalOf';
import { missingInputs } from '../visible/missingInputs';
import { provenanceOf } from '../visible/provenanceOf';
import type { AnswersInput } from './AnswersInput';

const INPUTS: readonly FacetId[] = ['contracts', 'subscriptions'];

/** When it renews or ends, and until when notice can be given. */
export function renewsAnswer({ facets, now }: AnswersInput): RenewsAnswer {
  const renewal = renewalOf(facets, now);
  const daysUntil = (day: string | undefined) =>
    day === undefined ? undefined : daysBetween(dayOf(now), day);
  return {
    kind: renewal?.kind,
    day: renewal?.day,
    daysLeft: daysUntil(renewal?.day),
    startDay: renewal?.startDay,
    noticeDay: renewal?.noticeDay,
    noticeDaysLeft: daysUntil(renewal?.noticeDay),
    annualValue: renewal?.annualValue,
    provenance: provenanceOf(facets, renewal?.facets ?? INPUTS),
    // Where the contract speaks, nothing more was asked of billing.
    missing: missingInputs(
      facets,
      renewal?.facets.includes('contracts') ? ['contracts'] : INPUTS,
    ),
  };
}
