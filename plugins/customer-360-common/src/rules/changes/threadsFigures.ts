import { scaleUnit } from '../../observations/observedSupport';
import type { FacetViews } from '../../view/FacetView';
import { summaryOf } from '../visible/visibleFacet';
import type { TrackedFigure } from './figureChange';

/** Open tickets of the highest severity, and how support is rated. */
export function threadsFigures(facets: FacetViews): TrackedFigure[] {
  const tickets = summaryOf(facets, 'tickets');
  const urgent: TrackedFigure[] =
    tickets === undefined
      ? []
      : [
          {
            figure: 'urgentTickets',
            unit: '',
            facet: 'tickets',
            now: tickets.bySeverity.urgent ?? 0,
            observed: figures =>
              figures
                .all('tickets-severity')
                .find(({ unit }) => unit === 'urgent')?.value,
          },
        ];
  return [...urgent, ...satisfactionFigures(facets)];
}

/** One way of asking only: they are never compared with each other. */
function satisfactionFigures(facets: FacetViews): TrackedFigure[] {
  const { binary, scale } = summaryOf(facets, 'satisfaction') ?? {};
  if (scale) {
    const unit = scaleUnit(scale.max);
    return [
      {
        figure: 'csat',
        unit,
        facet: 'satisfaction',
        now: scale.mean,
        observed: figures =>
          figures.all('csat-mean').find(mean => mean.unit === unit)?.value,
      },
    ];
  }
  return binary && binary.answered > 0
    ? [
        {
          figure: 'csat',
          unit: '%',
          facet: 'satisfaction',
          now: share(binary.good, binary.answered),
          relative: false,
          observed: figures => {
            const good = figures.value('csat-good');
            const answered = figures.value('csat-answered');
            return good === undefined || !answered
              ? undefined
              : share(good, answered);
          },
        },
      ]
    : [];
}

function share(good: number, answered: number): number {
  return (good / answered) * 100;
}
