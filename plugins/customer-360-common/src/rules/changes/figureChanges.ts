import type { AnswerChanges, FigureChange } from '../../view/answers';
import type { AnswersInput } from '../answers/AnswersInput';
import { figureChange, type TrackedFigure } from './figureChange';
import type { ChangeWindow } from './windows';

type Tracked = (windowDays: ChangeWindow) => readonly TrackedFigure[];

/** The changes of an answer, over both windows. */
export function figureChanges(
  input: Pick<AnswersInput, 'facets' | 'now' | 'past'>,
  tracked: Tracked,
): AnswerChanges {
  const over = (windowDays: ChangeWindow): FigureChange[] =>
    tracked(windowDays).map(figure => figureChange(figure, windowDays, input));
  return { change30d: over(30), change90d: over(90) };
}
