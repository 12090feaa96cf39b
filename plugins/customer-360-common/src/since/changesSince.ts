import type { FacetId } from '../facets/facetDefinitions';
import { Figures } from '../observations/Figure';
import type { ObservedReading } from '../observations/ObservedReading';
import type { AnswerId } from '../view/answers';
import type { LookedChange, LookedFigure } from './SinceLook';

interface Compared {
  readonly figure: LookedFigure;
  readonly answer: AnswerId;
  readonly facet: FacetId;
  /** As it is kept. */
  readonly metric: string;
  /** Of a metric that is kept in several units, the one that counts. */
  readonly unit?: string;
  /** Its units are currencies, each compared with itself. */
  readonly money?: true;
  readonly isDay?: true;
  /** Share of what it was, by which it has to move to be worth a word. */
  readonly least?: number;
}

const COMPARED: readonly Compared[] = [
  {
    figure: 'mrr',
    answer: 'pays',
    facet: 'subscriptions',
    metric: 'mrr',
    money: true,
  },
  {
    figure: 'overdue',
    answer: 'pays',
    facet: 'invoices',
    metric: 'overdue',
    money: true,
  },
  {
    figure: 'contractEnd',
    answer: 'renews',
    facet: 'contracts',
    metric: 'contract-end-day',
    isDay: true,
  },
  {
    figure: 'notice',
    answer: 'renews',
    facet: 'contracts',
    metric: 'notice-day',
    isDay: true,
  },
  {
    // It is another one every day.
    figure: 'weeklyActive',
    answer: 'uses',
    facet: 'activity',
    metric: 'weekly-active',
    least: 0.1,
  },
  { figure: 'seats', answer: 'uses', facet: 'entitlements', metric: 'seats' },
  {
    figure: 'health',
    answer: 'relationship',
    facet: 'health',
    metric: 'health-score',
  },
  {
    figure: 'nps',
    answer: 'relationship',
    facet: 'surveys',
    metric: 'nps-score',
  },
  {
    figure: 'openTickets',
    answer: 'threads',
    facet: 'tickets',
    metric: 'tickets-open',
  },
  {
    figure: 'urgentTickets',
    answer: 'threads',
    facet: 'tickets',
    metric: 'tickets-severity',
    unit: 'urgent',
  },
];

/** Facets that the comparison looks at. @public */
export const COMPARED_FACETS: readonly FacetId[] = [
  ...new Set(COMPARED.map(({ facet }) => facet)),
];

/**
 * What differs between two times, in the order of the answers. Of a facet that
 * is not known of both nothing is said.
 *
 * @param before - the latest up to the first time, at most one of each facet
 * @param after - the same of the second
 * @public
 */
export function changesSince(
  before: readonly ObservedReading[],
  after: readonly ObservedReading[],
): LookedChange[] {
  return COMPARED.flatMap(compared => {
    const of = (readings: readonly ObservedReading[]) =>
      readings.find(({ facet }) => facet === compared.facet);
    const [then, now] = [of(before), of(after)];
    return then && now
      ? differences(
          compared,
          new Figures(then.figures),
          new Figures(now.figures),
        )
      : [];
  });
}

function differences(
  compared: Compared,
  then: Figures,
  now: Figures,
): LookedChange[] {
  const { answer, facet, figure, isDay, least = 0, metric, money } = compared;
  const units = new Set(
    [...then.all(metric), ...now.all(metric)].map(({ unit }) => unit),
  );
  return [...units]
    .filter(unit => compared.unit === undefined || unit === compared.unit)
    .flatMap((unit): LookedChange[] => {
      const side = (figures: Figures) =>
        figures.all(metric).find(each => each.unit === unit)?.value;
      const [was, is] = [side(then), side(now)];
      if (was === is || movedLess(was, is, least)) {
        return [];
      }
      const shown = (value: number | undefined) =>
        isDay && value !== undefined ? dayOf(value) : value;
      return [
        {
          figure,
          answer,
          facet,
          ...(money && { currency: unit }),
          ...(was !== undefined && { before: shown(was) }),
          ...(is !== undefined && { after: shown(is) }),
        },
      ];
    });
}

function movedLess(
  was: number | undefined,
  is: number | undefined,
  least: number,
): boolean {
  return (
    was !== undefined &&
    is !== undefined &&
    Math.abs(is - was) < least * Math.abs(was)
  );
}

/** A day is kept as days since 1970-01-01. */
function dayOf(days: number): string {
  return new Date(days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}
