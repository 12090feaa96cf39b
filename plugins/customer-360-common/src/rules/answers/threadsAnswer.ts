import type { FacetId } from '../../facets/facetDefinitions';
import type { ThreadsAnswer } from '../../view/answers';
import { dayOf, daysBetween } from '../../dates/days';
import { figureChanges } from '../changes/figureChanges';
import { threadsFigures } from '../changes/threadsFigures';
import { missingInputs } from '../visible/missingInputs';
import { provenanceOf } from '../visible/provenanceOf';
import { summaryOf } from '../visible/visibleFacet';
import type { AnswersInput } from './AnswersInput';

const INPUTS: readonly FacetId[] = ['tickets', 'satisfaction'];

/** What is open with our support. */
export function threadsAnswer(input: AnswersInput): ThreadsAnswer {
  const { facets, now } = input;
  const tickets = summaryOf(facets, 'tickets');
  return {
    open: tickets?.open,
    bySeverity: tickets?.bySeverity,
    oldestOpenDays:
      tickets?.oldestOpenAt === undefined
        ? undefined
        : daysBetween(dayOf(tickets.oldestOpenAt), dayOf(now)),
    escalated: tickets?.escalated,
    escalatedRecently: tickets?.escalatedRecently,
    slaBreached: tickets?.slaBreached,
    total: tickets?.total,
    ...figureChanges(input, () => threadsFigures(facets)),
    satisfaction: summaryOf(facets, 'satisfaction'),
    provenance: provenanceOf(facets, INPUTS),
    missing: missingInputs(facets, INPUTS),
  };
}
