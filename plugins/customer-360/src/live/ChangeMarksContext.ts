import { createContext, useContext } from 'react';
import type {
  AnswerId,
  FacetId,
} from '@customer-360/backstage-plugin-customer-360-common';
import { ChangeMarks } from './ChangeMarks';

/** Of the view that the parts within are made of. @internal */
export const ChangeMarksContext = createContext(ChangeMarks.none);

/** When an answer or a facet was seen to change, where that was lately. @internal */
export function useMark(of: {
  answer?: AnswerId;
  facet?: FacetId;
}): number | undefined {
  const marks = useContext(ChangeMarksContext);
  const now = Date.now();
  return of.answer === undefined
    ? of.facet && marks.ofFacet(of.facet, now)
    : marks.ofAnswer(of.answer, now);
}
