import type { FacetId } from '../../facets/facetDefinitions';
import type { PaysAnswer } from '../../view/answers';
import { dayOf, daysBetween } from '../../dates/days';
import { missingInputs } from '../visible/missingInputs';
import { provenanceOf } from '../visible/provenanceOf';
import { summaryOf } from '../visible/visibleFacet';
import { figureChanges } from '../changes/figureChanges';
import { mrrFigures } from '../changes/mrrFigures';
import type { AnswersInput } from './AnswersInput';
import { mrrChange } from './mrrChange';

const INPUTS: readonly FacetId[] = ['subscriptions', 'invoices', 'payments'];
const HISTORY_MONTHS = 12;

/** What they pay, and whether they do. */
export function paysAnswer(input: AnswersInput): PaysAnswer {
  const { facets, now, past } = input;
  const billing = summaryOf(facets, 'subscriptions');
  const overdue = summaryOf(facets, 'invoices')?.overdue;
  return {
    mrr: billing?.mrr,
    arr: billing?.arr,
    change: mrrChange(facets, now, past),
    ...figureChanges(input, windowDays => mrrFigures(input, windowDays)),
    history: oneCurrency(billing?.mrrHistory ?? []).slice(-HISTORY_MONTHS),
    plan: billing?.plan,
    overdue: overdue && {
      amounts: overdue.amounts,
      count: overdue.count,
      oldestDays: daysBetween(dayOf(overdue.oldestDueAt), dayOf(now)),
      nextAttemptAt: overdue.nextAttemptAt,
    },
    failing: summaryOf(facets, 'payments')?.failing,
    trialEndsAt: billing?.trialEndsAt,
    policy: billing?.policy,
    provenance: provenanceOf(facets, INPUTS),
    missing: missingInputs(facets, INPUTS),
  };
}

/** A line through two currencies would mean nothing. */
function oneCurrency(history: PaysAnswer['history']): PaysAnswer['history'] {
  return new Set(history.map(({ mrr }) => mrr.currency)).size === 1
    ? history
    : [];
}
