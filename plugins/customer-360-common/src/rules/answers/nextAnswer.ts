import type { NextAnswer } from '../../view/answers';
import { composeUpcoming, UPCOMING_INPUTS } from '../upcoming/composeUpcoming';
import { missingInputs } from '../visible/missingInputs';
import { provenanceOf } from '../visible/provenanceOf';
import type { AnswersInput } from './AnswersInput';

const MAX_ITEMS = 5;

/** What comes next. */
export function nextAnswer({ facets, now }: AnswersInput): NextAnswer {
  return {
    items: composeUpcoming(facets, now).slice(0, MAX_ITEMS),
    provenance: provenanceOf(facets, UPCOMING_INPUTS),
    missing: missingInputs(facets, UPCOMING_INPUTS),
  };
}
