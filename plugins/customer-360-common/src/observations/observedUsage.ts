import { dayFigure, figure } from './Figure';
import type { ObservedFacet } from './ObservedFacet';

export const observedActivity: ObservedFacet<'activity'> = {
  observe: ({ weeklyActive, monthlyActive, lastEventAt, activation }) => [
    ...figure('weekly-active', weeklyActive),
    ...figure('monthly-active', monthlyActive),
    ...dayFigure('last-event-day', lastEventAt),
    ...figure('activated', activation?.activated),
  ],
  restore: (figures, _source, earlier) => {
    const weeklyActive = figures.value('weekly-active');
    const monthlyActive = figures.value('monthly-active');
    const lastEventDay = figures.day('last-event-day');
    if ((weeklyActive ?? monthlyActive ?? lastEventDay) === undefined) {
      return undefined;
    }
    const activated = figures.flag('activated');
    return {
      weeklyActive,
      monthlyActive,
      weeklyActiveBefore: earlier?.figures.value('weekly-active'),
      lastEventAt: lastEventDay && `${lastEventDay}T00:00:00.000Z`,
      activation: activated === undefined ? undefined : { activated },
      daily: [],
    };
  },
};

export const observedEntitlements: ObservedFacet<'entitlements'> = {
  observe: ({ seats }) => figure('seats', seats),
  restore: figures => {
    const seats = figures.value('seats');
    return seats === undefined ? undefined : { seats };
  },
};

export const observedFeatures: ObservedFacet<'features'> = {
  observe: ({ adopted, total }) => [
    ...figure('features-adopted', adopted),
    ...figure('features', total),
  ],
  restore: figures => {
    const adopted = figures.value('features-adopted');
    const total = figures.value('features');
    return adopted === undefined || total === undefined
      ? undefined
      : { adopted, total };
  },
};
