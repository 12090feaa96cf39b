import { dayFigure, figure } from './Figure';
import type { ObservedFacet } from './ObservedFacet';

export const observedContracts: ObservedFacet<'contracts'> = {
  observe: ({ current, openEnded }) => [
    ...figure('contract-open-ended', openEnded ?? false),
    ...dayFigure('contract-start-day', current?.startDay),
    ...dayFigure('contract-end-day', current?.endDay),
    ...dayFigure('notice-day', current?.noticeDay),
    ...figure('contract-renews', current?.autoRenews),
  ],
  restore: (figures, source) => {
    const openEnded = figures.flag('contract-open-ended');
    if (openEnded === undefined) {
      return undefined;
    }
    const endDay = figures.day('contract-end-day');
    return {
      openEnded,
      ...(endDay !== undefined && {
        current: {
          source,
          // Which contract it was is not remembered.
          id: 'observed',
          startDay: figures.day('contract-start-day'),
          endDay,
          noticeDay: figures.day('notice-day'),
          autoRenews: figures.flag('contract-renews'),
        },
      }),
    };
  },
};
