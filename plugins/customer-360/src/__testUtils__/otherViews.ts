import type {
  CustomerView,
  FacetId,
  FacetSourceView,
  FacetViews,
  MissingInput,
  SectionId,
} from '@customer-360/backstage-plugin-customer-360-common';
import { brightwaterView } from './brightwater';
import type { Clock } from './clock';

const SECTION_FACETS: Partial<Record<SectionId, FacetId[]>> = {
  profile: ['account', 'team', 'contacts'],
  billing: ['subscriptions', 'invoices', 'payments', 'credits'],
  contract: ['contracts'],
  usage: ['activity', 'features', 'entitlements'],
  relationship: ['health', 'surveys', 'touchpoints', 'notes'],
  support: ['tickets', 'satisfaction', 'feedback'],
  upcoming: ['meetings'],
};

const SOURCE_OF: Partial<Record<SectionId, [string, string]>> = {
  billing: ['stripe', 'Stripe'],
  support: ['zendesk', 'Zendesk'],
  usage: ['product', 'Product'],
};

type FacetStub = Pick<
  Extract<FacetViews['account'], { level: 'full' }>,
  'level' | 'state' | 'sources'
>;

const unchanged = { change30d: [], change90d: [] };

function bare(
  clock: Clock,
  name: string,
  title: string,
  missing: (facet: FacetId) => MissingInput[],
): CustomerView {
  const view = brightwaterView(clock);
  const base = (facets: FacetId[]) => ({
    provenance: { sources: [], stale: false },
    missing: facets.flatMap(missing),
  });
  return {
    ...view,
    customer: { ...view.customer, name, title },
    answers: {
      pays: {
        ...base(['subscriptions', 'invoices']),
        history: [],
        ...unchanged,
      },
      renews: base(['contracts']),
      uses: { ...base(['activity']), daily: [], ...unchanged },
      relationship: { ...base(['health']), ...unchanged },
      threads: { ...base(['tickets']), ...unchanged },
      next: { ...base(['meetings']), items: [] },
    },
    sections: {},
    upcoming: [],
    indicators: [],
    conflicts: [],
  };
}

function sections(
  make: (
    facet: FacetId,
    source: Pick<FacetSourceView, 'id' | 'title'>,
  ) => FacetStub | Extract<FacetViews['account'], { level: 'none' }>,
): CustomerView['sections'] {
  return Object.fromEntries(
    Object.entries(SECTION_FACETS).map(([section, facets]) => {
      const [id, title] = SOURCE_OF[section as SectionId] ?? [
        'hubspot',
        'HubSpot',
      ];
      return [
        section,
        {
          facets: Object.fromEntries(
            facets.map(facet => [facet, make(facet, { id, title })]),
          ),
        },
      ];
    }),
  );
}

/** Linked everywhere, and there is nothing yet. */
export function emptyView(clock: Clock): CustomerView {
  return {
    ...bare(clock, 'cus-empty', 'Calder & Finch', () => []),
    sections: sections((_facet, source) => ({
      level: 'full',
      state: 'empty',
      sources: [
        {
          ...source,
          state: 'empty',
          fetchedAt: clock.ago(0),
          asOf: clock.ago(0),
        },
      ],
    })),
  };
}

/** A reader who may see that the customer exists, and nothing more. */
export function deniedView(clock: Clock): CustomerView {
  const whoMaySee = 'The account team may see this.';
  return {
    ...bare(clock, 'cus-denied', 'Osprey Dental', facet => [
      { facet, state: 'denied', whoMaySee },
    ]),
    sections: sections(() => ({
      level: 'none',
      state: 'denied',
      whoMaySee,
      sources: [],
    })),
  };
}

const REASONS = ['timeout', 'auth', 'schema', 'network', 'upstream'] as const;

/** Every source fails, each in its own way. */
export function brokenView(clock: Clock): CustomerView {
  return {
    ...bare(clock, 'cus-broken', 'Tallis Energy', facet => [
      { facet, state: 'unavailable', reason: 'timeout' },
    ]),
    sections: sections((facet, source) => ({
      level: 'full',
      state: 'unavailable',
      sources: [
        {
          ...source,
          state: 'unavailable',
          reason: REASONS[facet.length % REASONS.length],
        },
      ],
    })),
  };
}

/** As many records as a facet may hold, and more at the source. */
export function hugeView(clock: Clock): CustomerView {
  const view = brightwaterView(clock);
  const { support, billing, usage } = view.sections;
  const tickets = support?.facets.tickets;
  const subscriptions = billing?.facets.subscriptions;
  const features = usage?.facets.features;
  const many = <T extends { id: string }>(list: T[], count: number): T[] =>
    Array.from({ length: count }, (_, n) => ({
      ...list[n % list.length],
      id: `${list[n % list.length].id}-${n}`,
    }));
  if (tickets?.level === 'full' && tickets.data) {
    tickets.data.open = many(tickets.data.open, 500).map(ticket => ({
      ...ticket,
      subject: `${ticket.subject}, and with a subject that goes on for longer than anybody would wish it to in a table`,
    }));
    tickets.sources = tickets.sources.map(source => ({
      ...source,
      truncated: true,
    }));
  }
  if (subscriptions?.level === 'full' && subscriptions.data) {
    subscriptions.data.subscriptions = many(
      subscriptions.data.subscriptions,
      300,
    );
  }
  if (features?.level === 'full' && features.data) {
    features.data.features = many(features.data.features, 200);
  }
  return {
    ...view,
    customer: { ...view.customer, name: 'cus-huge', title: 'Nordhavn Freight' },
    answers: {
      ...view.answers,
      pays: {
        ...view.answers.pays,
        mrr: [
          { amount: 1_234_567_800, currency: 'EUR' },
          { amount: 98_765_432, currency: 'JPY' },
        ],
        change: undefined,
        ...unchanged,
      },
      uses: { ...view.answers.uses, weeklyActive: 1_048_576, seats: 2_000_000 },
      threads: { ...view.answers.threads, open: 500, total: 123_456 },
    },
  };
}
