import type { FacetId } from '../../facets/facetDefinitions';
import type { Figures } from '../../observations/Figure';
import type { FigureChange } from '../../view/answers';
import type { AnswersInput } from '../answers/AnswersInput';
import { observedBefore } from './observedBefore';
import type { ChangeWindow } from './windows';

/** A figure of an answer, and where its earlier values are found. */
export interface TrackedFigure
  extends Pick<FigureChange, 'figure' | 'unit' | 'now'> {
  readonly facet: FacetId;
  /** Undefined where it was not among what was observed. */
  readonly observed: (figures: Figures) => number | undefined;
  /** From the source's own history, where it has one. */
  readonly atSource?: (
    windowDays: ChangeWindow,
  ) => { readonly before: number; readonly day: string } | undefined;
  /** False where a percentage of it means nothing. */
  readonly relative?: boolean;
}

/**
 * How a figure has moved over a window: by the source's own history, else by
 * what was observed. Where neither reaches back to then, it is compared with the
 * beginning of observation and says so.
 */
export function figureChange(
  { atSource, facet, figure, now, observed, relative, unit }: TrackedFigure,
  windowDays: ChangeWindow,
  input: Pick<AnswersInput, 'facets' | 'now' | 'past'>,
): FigureChange {
  const change = { figure, unit, now, windowDays };
  const moved = (before: number) => ({
    before,
    absolute: now - before,
    ...(relative !== false &&
      before !== 0 && { percent: ((now - before) / before) * 100 }),
  });
  const own = atSource?.(windowDays);
  if (own) {
    return { ...change, ...moved(own.before), day: own.day, basis: 'source' };
  }
  const { past = [], facets } = input;
  const seen = observedBefore(past, facets, facet, input.now, windowDays);
  const before = seen && observed(seen.figures);
  return seen === undefined || before === undefined
    ? change
    : {
        ...change,
        ...moved(before),
        day: seen.day,
        basis: 'observed',
        ...(!seen.whole && { observedSince: seen.day }),
      };
}
