import { TICKET_SEVERITIES } from '../facets/support/tickets';
import { dayFigure, figure, type Figures } from './Figure';
import type { ObservedFacet } from './ObservedFacet';

export const observedTickets: ObservedFacet<'tickets'> = {
  observe: tickets => [
    ...figure('tickets-open', tickets.open),
    ...TICKET_SEVERITIES.flatMap(severity =>
      figure('tickets-severity', tickets.bySeverity[severity] ?? 0, severity),
    ),
    ...dayFigure('tickets-oldest-day', tickets.oldestOpenAt),
    ...figure('tickets-escalated', tickets.escalated),
    ...figure('tickets-escalated-30d', tickets.escalatedRecently),
    ...figure('tickets-past-sla', tickets.slaBreached),
    ...figure('tickets', tickets.total),
  ],
  restore: figures => {
    const open = figures.value('tickets-open');
    if (open === undefined) {
      return undefined;
    }
    const oldestDay = figures.day('tickets-oldest-day');
    return {
      open,
      bySeverity: severitiesOf(figures),
      oldestOpenAt:
        open > 0 && oldestDay ? `${oldestDay}T00:00:00.000Z` : undefined,
      escalated: figures.value('tickets-escalated') ?? 0,
      escalatedRecently: figures.value('tickets-escalated-30d') ?? 0,
      slaBreached: figures.value('tickets-past-sla') ?? 0,
      total: figures.value('tickets'),
    };
  },
};

function severitiesOf(figures: Figures) {
  const counted = figures.all('tickets-severity');
  return Object.fromEntries(
    TICKET_SEVERITIES.flatMap(severity => {
      const count = counted.find(({ unit }) => unit === severity)?.value;
      return count ? [[severity, count]] : [];
    }),
  );
}

export const observedSatisfaction: ObservedFacet<'satisfaction'> = {
  observe: ({ binary, scale }) => [
    ...figure('csat-good', binary?.good),
    ...figure('csat-answered', binary?.answered),
    ...figure('csat-mean', scale?.mean, scaleUnit(scale?.max ?? 0)),
    ...figure('csat-scale-answered', scale?.answered),
  ],
  restore: figures => {
    const good = figures.value('csat-good');
    const answered = figures.value('csat-answered');
    const binary =
      good === undefined || answered === undefined
        ? undefined
        : { good, answered };
    const scale = scaleOf(figures);
    return binary || scale ? { binary, scale } : undefined;
  },
};

/** What a mean rating is counted in. */
export function scaleUnit(max: number): string {
  return `of ${max}`;
}

function scaleOf(figures: Figures) {
  const mean = figures.all('csat-mean')[0];
  const answered = figures.value('csat-scale-answered');
  return mean === undefined || answered === undefined
    ? undefined
    : {
        mean: mean.value,
        max: Number(mean.unit.slice('of '.length)),
        answered,
      };
}
