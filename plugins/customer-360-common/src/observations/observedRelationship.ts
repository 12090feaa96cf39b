import { dayFigure, figure, type Figures } from './Figure';
import type { HealthSummary } from '../facets/relationship/health';
import type { ObservedFacet } from './ObservedFacet';

export const observedHealth: ObservedFacet<'health'> = {
  observe: health => [
    ...figure('health-score', health.score, scaleText(health)),
    ...figure('health-coverage', health.coverage),
    ...figure('health-computed', health.basis === 'computed'),
  ],
  restore: (figures, source, earlier) => {
    const score = figures.all('health-score')[0];
    const scale = score && readScale(score.unit);
    const coverage = figures.value('health-coverage');
    if (!scale || coverage === undefined) {
      return undefined;
    }
    return {
      source,
      id: 'observed',
      score: score.value,
      ...scale,
      basis: figures.flag('health-computed') ? 'computed' : 'vendor',
      previous: previousOf(score.unit, earlier),
      parts: [],
      coverage,
    };
  },
};

/** A score on another scale is not comparable. */
function previousOf(
  unit: string,
  earlier: { day: string; figures: Figures } | undefined,
): HealthSummary['previous'] {
  const before = earlier?.figures
    .all('health-score')
    .find(figures => figures.unit === unit);
  return before && { score: before.value, at: `${earlier!.day}T00:00:00.000Z` };
}

/** What a score is counted on: one on another scale is no earlier one. */
export function scaleText({
  scale,
  direction,
}: Pick<HealthSummary, 'scale' | 'direction'>): string {
  return `${scale.min}..${scale.max} ${direction}`;
}

function readScale(
  unit: string,
): Pick<HealthSummary, 'scale' | 'direction'> | undefined {
  const match = /^(\S+)\.\.(\S+) (higher|lower)-is-better$/.exec(unit);
  return match
    ? {
        scale: { min: Number(match[1]), max: Number(match[2]) },
        direction:
          match[3] === 'higher' ? 'higher-is-better' : 'lower-is-better',
      }
    : undefined;
}

export const observedSurveys: ObservedFacet<'surveys'> = {
  observe: ({ nps }) => [
    ...figure('nps-score', nps?.score),
    ...dayFigure('nps-day', nps?.at),
  ],
  restore: figures => {
    const score = figures.value('nps-score');
    const day = figures.day('nps-day');
    return score === undefined || day === undefined
      ? undefined
      : { nps: { score, at: `${day}T00:00:00.000Z` } };
  },
};
