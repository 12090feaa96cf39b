import type { CustomerView } from '@customer-360/backstage-plugin-customer-360-common';
import { brightwaterView } from '../__testUtils__/brightwater';
import { clockAt } from '../__testUtils__/clock';
import { changesBetween } from './changesBetween';

const clock = clockAt(new Date());
const view = brightwaterView(clock);

/** The same with all its ages as they are a minute later. */
function aged<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (key, each) =>
    ['asOf', 'fetchedAt', 'freshUntil'].includes(key)
      ? '2027-01-01T00:00:00.000Z'
      : each,
  );
}

describe('changesBetween', () => {
  it('takes a new age for no change, nor that a reading is older than it should be', () => {
    expect(changesBetween(view, aged(view))).toEqual({
      answers: [],
      facets: [],
    });
    const invoices = view.sections.billing!.facets.invoices!;
    const stale: CustomerView = {
      ...view,
      sections: {
        ...view.sections,
        billing: {
          facets: {
            ...view.sections.billing!.facets,
            invoices: {
              ...invoices,
              state: 'stale',
              sources: invoices.sources.map(source => ({
                ...source,
                state: 'stale',
                renewing: true,
              })),
            } as never,
          },
        },
      },
    };
    expect(changesBetween(view, stale).facets).toEqual([]);
  });

  it('names answers and facets that say something else', () => {
    const { tickets, ...others } = view.sections.support!.facets;
    const after: CustomerView = {
      ...view,
      answers: {
        ...view.answers,
        threads: { ...view.answers.threads, open: 99 },
      },
      sections: {
        ...view.sections,
        support: {
          facets: {
            ...others,
            tickets: { ...tickets, state: 'unavailable' } as never,
          },
        },
      },
    };
    expect(changesBetween(view, after)).toEqual({
      answers: ['threads'],
      facets: ['tickets'],
    });
  });

  it('takes what could not be read before for no change', () => {
    const { tickets, ...others } = view.sections.support!.facets;
    const unread: CustomerView = {
      ...view,
      answers: {
        ...view.answers,
        threads: {
          ...view.answers.threads,
          open: undefined,
          missing: [{ facet: 'tickets', state: 'unlinked' }],
        },
      },
      sections: {
        ...view.sections,
        support: {
          facets: {
            ...others,
            tickets: { ...tickets, state: 'unlinked' } as never,
          },
        },
      },
    };
    expect(changesBetween(unread, view)).toEqual({ answers: [], facets: [] });
  });

  it('takes a part of one source that could not be read before for no change', () => {
    const { account, ...others } = view.sections.profile!.facets;
    const withStripe = (state: string, industry?: string): CustomerView => ({
      ...view,
      sections: {
        ...view.sections,
        profile: {
          facets: {
            ...others,
            account: {
              ...account,
              data: { ...(account as any).data, industry },
              sources: [
                ...account!.sources,
                { id: 'stripe', title: 'Stripe', state },
              ],
            } as never,
          },
        },
      },
    });
    const facets = (before: CustomerView, after: CustomerView) =>
      changesBetween(before, after).facets;
    const unlinked = withStripe('unlinked');
    expect(facets(unlinked, withStripe('ok', 'Optics'))).toEqual([]);
    // What another source says meanwhile is a change.
    expect(facets(unlinked, withStripe('unlinked', 'Optics'))).toEqual([
      'account',
    ]);
    expect(facets(withStripe('ok'), withStripe('ok', 'Optics'))).toEqual([
      'account',
    ]);
  });

  it('takes a new indicator for a change of its answer', () => {
    const [first, ...rest] = view.indicators;
    expect(changesBetween(view, { ...view, indicators: rest }).answers).toEqual(
      [first.answer],
    );
  });
});
