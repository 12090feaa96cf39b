import type { FacetId } from '../../facets/facetDefinitions';
import type { ThreadsAnswer } from '../../view/answers';
import { dayOf, daysBetween } from '../../dates/days';
import { missingInputs } from '../visible/missingInputs';
import { provenanceOf } from '../visible/provenanceOf';
import { summaryOf } from '../visible/visibleFacet';
import type { AnswersInput } from './AnswersInput';

const INPUTS: readonly FacetId[] = ['tickets', 'satisfaction'];

/** What is open with our support. */
export function threadsAnswer({ facets, now }: AnswersInput): ThreadsAnswer {
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
    satisfaction: summaryOf(facets, 'satisfaction'),
    provenance: provenanceOf(facets, INPUTS),
    missing: missingInputs(facets, INPUTS),
  };
}
