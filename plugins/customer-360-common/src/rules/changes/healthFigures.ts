import { MIN_HEALTH_COVERAGE } from '../../facets/relationship/health';
import type { Figures } from '../../observations/Figure';
import { scaleText } from '../../observations/observedRelationship';
import type { FacetViews } from '../../view/FacetView';
import { summaryOf } from '../visible/visibleFacet';
import type { TrackedFigure } from './figureChange';

/** The health score; one on another scale, or of too little, is none. */
export function healthFigures(facets: FacetViews): TrackedFigure[] {
  const health = summaryOf(facets, 'health');
  if (health?.score === undefined || health.coverage < MIN_HEALTH_COVERAGE) {
    return [];
  }
  const unit = scaleText(health);
  return [
    {
      figure: 'health',
      unit,
      facet: 'health',
      now: health.score,
      // Of a scale that does not begin at nothing no part can be taken.
      relative: health.scale.min === 0,
      observed: figures => observedScore(figures, unit),
      atSource: windowDays => {
        const then = health.earlier?.find(
          earlier => earlier.windowDays === windowDays,
        );
        return then && { before: then.score, day: then.day };
      },
    },
  ];
}

export function observedScore(
  figures: Figures,
  unit: string,
): number | undefined {
  const coverage = figures.value('health-coverage');
  return coverage === undefined || coverage < MIN_HEALTH_COVERAGE
    ? undefined
    : figures.all('health-score').find(score => score.unit === unit)?.value;
}
