import {
  FACET_IDS,
  type FacetDataMap,
  type FacetId,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { FacetReaders } from '@customer-360/backstage-plugin-customer-360-node';

/**
 * What it takes to see a canary: the summary or the whole of its facet, and
 * labels on top.
 */
export interface Canary {
  readonly facet: FacetId;
  readonly level: 'summary' | 'full';
  readonly labels: readonly string[];
}

const canaries = new Map<string, Canary>();

/** A text that is nowhere else; what may show it is written down. */
function text(
  facet: FacetId,
  level: Canary['level'],
  ...labels: string[]
): string {
  const word = `canary-${facet}-${level}-${labels.join('-')}-${canaries.size}`;
  canaries.set(word, { facet, level, labels });
  return word;
}

const at = '2026-09-01T00:00:00.000Z';
const soon = '2026-10-01T00:00:00.000Z';
const soonDay = '2026-10-01';
const eur = (amount: number) => ({ amount, currency: 'EUR' });

function record(facet: FacetId, level: Canary['level'], ...labels: string[]) {
  return { source: 'all', id: text(facet, level, ...labels) };
}

/** Staff's words on a record with and without a deal behind it. */
function staffTexts(facet: 'touchpoints' | 'meetings' | 'notes') {
  const own = facet === 'notes' ? ['notes'] : [];
  return [
    {
      ...record(facet, 'full', ...own),
      at: soon,
      title: text(facet, 'full', 'notes'),
      body: text(facet, 'full', 'notes'),
    },
    {
      ...record(facet, 'full', ...own),
      at: soon,
      title: text(facet, 'full', 'notes', 'sales'),
      body: text(facet, 'full', 'notes', 'sales'),
      opportunityId: text(facet, 'full', 'sales', ...own),
    },
  ];
}

const invoice = {
  ...record('invoices', 'full'),
  number: text('invoices', 'full'),
  status: 'open' as const,
  total: eur(11),
  paid: eur(0),
  remaining: eur(11),
  createdAt: at,
  dueAt: at,
};

const ticket = {
  ...record('tickets', 'full'),
  subject: text('tickets', 'full'),
  status: 'open' as const,
  severity: 'urgent' as const,
  escalated: true,
  requester: text('tickets', 'full'),
  createdAt: at,
  updatedAt: at,
};

const data: FacetDataMap = {
  account: {
    name: text('account', 'summary'),
    children: [
      { ...record('account', 'summary'), name: text('account', 'summary') },
    ],
    warnings: [
      { ...record('account', 'summary'), text: text('account', 'summary') },
    ],
    fields: [],
    records: [record('account', 'summary')],
  },
  team: {
    members: [
      {
        ...record('team', 'summary'),
        role: 'csm',
        name: text('team', 'summary'),
      },
    ],
  },
  contacts: {
    contacts: [
      {
        ...record('contacts', 'full'),
        name: text('contacts', 'full'),
        email: text('contacts', 'full'),
        title: text('contacts', 'summary'),
        roles: [],
        primary: true,
      },
    ],
  },
  subscriptions: {
    subscriptions: [
      {
        ...record('subscriptions', 'full'),
        plan: text('subscriptions', 'summary'),
        status: 'active',
        currency: 'EUR',
        mrr: eur(100),
        items: [],
        discounts: [
          { name: text('subscriptions', 'full'), duration: 'forever' },
        ],
        scheduledChanges: [
          { at: soon, text: text('subscriptions', 'full'), mrr: eur(200) },
        ],
      },
    ],
    mrr: [eur(100)],
    mrrHistory: [],
    policy: text('subscriptions', 'summary'),
  },
  invoices: { invoices: [invoice], open: [invoice] },
  payments: {
    payments: [],
    retries: [],
    refunds: [
      {
        ...record('payments', 'full'),
        at,
        amount: eur(1),
        status: 'succeeded',
        reason: text('payments', 'full'),
      },
    ],
  },
  credits: {
    balance: [eur(5)],
    transactions: [
      {
        ...record('credits', 'full'),
        at,
        amount: eur(5),
        description: text('credits', 'full'),
      },
    ],
    creditNotes: [],
  },
  contracts: {
    contracts: [
      {
        ...record('contracts', 'summary'),
        number: text('contracts', 'full', 'contract'),
        status: 'active',
        endDay: soonDay,
        autoRenews: true,
        annualValue: eur(900),
      },
    ],
  },
  activity: {
    weeklyActive: 3,
    lastEventAt: at,
    daily: [],
    users: [
      {
        ...record('activity', 'full'),
        email: text('activity', 'full'),
        active: true,
      },
    ],
  },
  features: {
    features: [
      {
        ...record('features', 'full'),
        name: text('features', 'full'),
        users: 3,
        adopted: true,
        weekly: [],
      },
    ],
  },
  entitlements: {
    plan: text('entitlements', 'summary'),
    seats: 2,
    flags: [
      {
        ...record('entitlements', 'full'),
        name: text('entitlements', 'full'),
        on: true,
      },
    ],
  },
  health: {
    ...record('health', 'summary'),
    score: 10,
    scale: { min: 0, max: 100 },
    direction: 'higher-is-better',
    basis: 'vendor',
    previous: { score: 90, at },
    parts: [],
    coverage: 1,
    history: [],
    comment: text('health', 'full', 'notes'),
  },
  surveys: {
    responses: [
      {
        ...record('surveys', 'full'),
        kind: 'nps',
        score: 3,
        at,
        respondent: text('surveys', 'full'),
        comment: text('surveys', 'full'),
      },
    ],
  },
  touchpoints: {
    touchpoints: [
      {
        ...record('touchpoints', 'full'),
        kind: 'call',
        at,
        person: text('touchpoints', 'summary'),
      },
      ...staffTexts('touchpoints').map(touchpoint => ({
        ...touchpoint,
        kind: 'email' as const,
      })),
    ],
  },
  notes: { notes: staffTexts('notes') },
  playbooks: {
    playbooks: [
      {
        ...record('playbooks', 'full'),
        name: text('playbooks', 'full'),
        status: 'open',
      },
    ],
  },
  opportunities: {
    opportunities: [
      {
        ...record('opportunities', 'full', 'sales'),
        name: text('opportunities', 'full', 'sales'),
        stage: text('opportunities', 'full', 'sales'),
        status: 'open',
        amount: eur(777_888_999),
        closeDay: soonDay,
      },
    ],
  },
  tickets: { tickets: [ticket], open: [ticket] },
  satisfaction: {
    ratings: [
      {
        ...record('satisfaction', 'full'),
        rating: { kind: 'binary', good: false },
        at,
        comment: text('satisfaction', 'full'),
      },
    ],
  },
  feedback: {
    items: [
      {
        ...record('feedback', 'full'),
        title: text('feedback', 'full'),
        kind: 'complaint',
        status: 'open',
        at,
      },
    ],
  },
  meetings: { meetings: staffTexts('meetings') },
  revenue: {
    recognised: [
      {
        ...record('revenue', 'full', 'revenue'),
        month: '2026-08',
        amount: eur(1),
      },
    ],
  },
  receivables: {
    open: [
      {
        ...record('receivables', 'full', 'revenue'),
        amount: eur(1),
        dueDay: soonDay,
      },
    ],
  },
  campaigns: {
    touches: [
      {
        ...record('campaigns', 'full'),
        campaign: text('campaigns', 'full'),
        kind: 'sent',
        at,
      },
    ],
  },
  metrics: {
    metrics: [
      {
        ...record('metrics', 'summary'),
        label: text('metrics', 'summary'),
        value: 1,
        asOf: at,
        inSummary: true,
      },
      {
        ...record('metrics', 'full'),
        label: text('metrics', 'full'),
        value: 2,
        asOf: at,
        inSummary: false,
      },
    ],
  },
};

/** All canaries with what it takes to see them. */
export const allCanaries: ReadonlyMap<string, Canary> = canaries;

/** Readers that fill every facet with canaries, what is missing included. */
export const canaryReaders = Object.fromEntries(
  FACET_IDS.map(facet => {
    const label = { contracts: 'contract', revenue: 'revenue' }[
      facet as string
    ];
    const missing = [
      text(
        facet,
        'full',
        ...(label ? [label] : []),
        ...(facet === 'notes' ? ['notes'] : []),
        ...(facet === 'opportunities' ? ['sales'] : []),
        ...(facet === 'receivables' ? ['revenue'] : []),
      ),
    ];
    return [facet, { read: async () => ({ data: data[facet], missing }) }];
  }),
) as FacetReaders;
