import { addDays, dayOf } from '../../dates/days';
import type { AnswersInput } from '../answers/AnswersInput';
import { provenanceOf } from '../visible/provenanceOf';
import { summaryOf } from '../visible/visibleFacet';
import type { TrackedFigure } from './figureChange';

/** `weeklyActiveBefore` is the same 7-day window so many days earlier. */
export const SOURCE_WINDOW_DAYS = 30;

/** Weekly active users, and the seats they have. */
export function usageFigures({
  facets,
  now,
}: Pick<AnswersInput, 'facets' | 'now'>): TrackedFigure[] {
  const activity = summaryOf(facets, 'activity');
  const seats = summaryOf(facets, 'entitlements')?.seats;
  const { asOf } = provenanceOf(facets, ['activity']);
  const before = activity?.weeklyActiveBefore;
  const active: TrackedFigure[] =
    activity?.weeklyActive === undefined
      ? []
      : [
          {
            figure: 'weeklyActive',
            unit: '',
            facet: 'activity',
            now: activity.weeklyActive,
            observed: figures => figures.value('weekly-active'),
            atSource: windowDays =>
              windowDays === SOURCE_WINDOW_DAYS && before !== undefined
                ? { before, day: addDays(dayOf(asOf ?? now), -windowDays) }
                : undefined,
          },
        ];
  const bought: TrackedFigure[] =
    seats === undefined
      ? []
      : [
          {
            figure: 'seats',
            unit: '',
            facet: 'entitlements',
            now: seats,
            observed: figures => figures.value('seats'),
          },
        ];
  return [...active, ...bought];
}
