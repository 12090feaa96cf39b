import type {
  CustomerView,
  FacetSourceView,
} from '@customer-360/backstage-plugin-customer-360-common';
import { brightwaterView } from '../__testUtils__/brightwater';
import { clockAt } from '../__testUtils__/clock';
import { stateMessages } from './messages';
import { sourceNotices } from './sourceNotices';

const now = new Date('2026-11-23T10:40:00Z');
const m = stateMessages.messages;

function billing(
  parts: Record<
    'subscriptions' | 'invoices' | 'payments',
    Partial<FacetSourceView>
  >,
): CustomerView {
  const facets = Object.fromEntries(
    Object.entries(parts).map(([facet, more]) => {
      const source: FacetSourceView = {
        id: 'stripe',
        title: 'Stripe',
        state: 'ok',
        ...more,
      };
      return [facet, { level: 'full', state: source.state, sources: [source] }];
    }),
  );
  return {
    ...brightwaterView(clockAt(now)),
    sections: { billing: { facets } },
  };
}

const dead = { state: 'unavailable', reason: 'network' } as const;

describe('sourceNotices', () => {
  it('says once what is true of several', () => {
    const view = billing({ subscriptions: {}, invoices: dead, payments: dead });
    expect(
      sourceNotices(view, ['invoices', 'payments'], now, m, 'subscriptions'),
    ).toEqual([
      {
        source: 'stripe',
        facets: ['invoices', 'payments'],
        text: 'Stripe cannot be reached. Nothing older is kept to show.',
        late: true,
      },
    ]);
  });

  it('says what is different of each', () => {
    const view = billing({
      subscriptions: {},
      invoices: { state: 'partial', missing: ['drafts'] },
      payments: dead,
    });
    expect(sourceNotices(view, ['invoices', 'payments'], now, m)).toMatchObject(
      [
        { facets: ['invoices'], text: 'Stripe: drafts.', late: false },
        { facets: ['payments'], late: true },
      ],
    );
  });

  it('does not say again what is said beside it', () => {
    const stale = {
      state: 'stale',
      reason: 'network',
      asOf: '2026-11-23T10:37:00Z',
    } as const;
    expect(
      sourceNotices(
        billing({ subscriptions: stale, invoices: stale, payments: dead }),
        ['invoices', 'payments'],
        now,
        m,
        'subscriptions',
      ),
    ).toMatchObject([
      { facets: ['payments'], text: 'Nothing older is kept to show.' },
    ]);
  });
});
