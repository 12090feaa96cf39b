import type {
  Contract,
  CustomerView,
  FacetDataMap,
  FacetId,
  FacetSourceView,
  FacetSummaryMap,
  FullFacetView,
  Invoice,
  Subscription,
  Ticket,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { Clock } from './clock';

const eur = (amount: number) => ({ amount: amount * 100, currency: 'EUR' });

function full<F extends FacetId>(
  sources: FacetSourceView[],
  data: FacetDataMap[F],
  summary?: FacetSummaryMap[F],
): FullFacetView<F> {
  const worst = sources.find(({ state }) => state !== 'ok');
  return { level: 'full', state: worst?.state ?? 'ok', sources, data, summary };
}

/** Brightwater Logistics, as the pages of the documentation draw it. */
export function brightwaterView(clock: Clock): CustomerView {
  const { day, ago, daysAgo } = clock;
  const stripe: FacetSourceView = {
    id: 'stripe',
    title: 'Stripe',
    state: 'ok',
    fetchedAt: ago(0.1),
    asOf: ago(0.1),
  };
  const hubspot: FacetSourceView = {
    id: 'hubspot',
    title: 'HubSpot',
    state: 'ok',
    fetchedAt: ago(12),
    asOf: ago(12),
  };
  const product: FacetSourceView = {
    id: 'product',
    title: 'Product',
    state: 'ok',
    fetchedAt: ago(2),
    asOf: ago(2),
  };
  const zendesk: FacetSourceView = {
    id: 'zendesk',
    title: 'Zendesk',
    state: 'stale',
    reason: 'timeout',
    fetchedAt: ago(42),
    asOf: ago(42),
  };
  const record = (source: string, id: string) => ({
    source,
    id,
    url: `https://${source}.example/${id}`,
  });
  const months = [42, 43, 46, 47, 50, 52, 52, 55, 55, 55, 55, 48];
  const mrrHistory = months.map((hundreds, index) => ({
    month: new Date(
      Date.UTC(
        clock.now.getUTCFullYear(),
        clock.now.getUTCMonth() - (months.length - 1 - index),
        1,
      ),
    )
      .toISOString()
      .slice(0, 7),
    mrr: eur(hundreds * 100),
  }));
  const subscription = (
    id: string,
    plan: string,
    more: Partial<Subscription>,
  ): Subscription => ({
    ...record('stripe', id),
    plan,
    status: 'active',
    currency: 'EUR',
    items: [],
    discounts: [],
    scheduledChanges: [],
    interval: { unit: 'month', count: 1 },
    ...more,
  });
  const invoice = (n: number, more: Partial<Invoice> = {}): Invoice => ({
    ...record('stripe', `in_${n}`),
    number: `BW-${1000 + n}`,
    status: 'paid',
    total: eur(4800),
    paid: eur(4800),
    remaining: eur(0),
    createdAt: daysAgo(30 * n + 4),
    paidAt: daysAgo(30 * n + 3),
    ...more,
  });
  const openInvoices = [
    invoice(0, {
      status: 'open',
      total: eur(500),
      paid: eur(0),
      remaining: eur(500),
      dueAt: daysAgo(4),
      paidAt: undefined,
      attempts: 2,
      nextAttemptAt: daysAgo(-1),
    }),
    invoice(1, {
      status: 'open',
      total: eur(400),
      paid: eur(0),
      remaining: eur(400),
      dueAt: daysAgo(34),
      paidAt: undefined,
      attempts: 3,
    }),
  ];
  const ticket = (
    n: number,
    subject: string,
    days: number,
    more: Partial<Ticket> = {},
  ): Ticket => ({
    ...record('zendesk', String(4000 + n)),
    subject,
    status: 'open',
    severity: 'normal',
    escalated: false,
    createdAt: daysAgo(days),
    updatedAt: daysAgo(days / 2),
    requester: 'Ines Albrecht',
    ...more,
  });
  const openTickets = [
    ticket(1, 'Export times out for large fleets', 9, {
      severity: 'urgent',
      escalated: true,
      slaBreachAt: daysAgo(1),
    }),
    ticket(2, 'SSO group mapping', 4),
    ticket(3, 'Invoice address change', 2, { severity: 'low' }),
    ticket(4, 'API rate limit question', 1),
    ticket(5, 'Webhook retries', 0.25),
  ];
  const contract: Contract = {
    ...record('hubspot', 'ct-1'),
    number: 'C-2026-014',
    status: 'active',
    startDay: day(-318),
    endDay: day(47),
    noticeDay: day(17),
    noticeDays: 30,
    autoRenews: true,
    termMonths: 12,
    annualValue: eur(60000),
  };
  const daily = Array.from({ length: 60 }, (_, index) => ({
    day: day(index - 60),
    activeUsers: 90 + Math.round(index * 0.6) + ((index * 7) % 11),
  })).filter((_, index) => index < 20 || index > 23);
  const health = {
    ...record('hubspot', 'health'),
    score: 72,
    scale: { min: 0, max: 100 },
    direction: 'higher-is-better',
    basis: 'vendor',
    updatedAt: ago(14),
    parts: [
      { key: 'usage', label: 'Usage', weight: 2, score: 84 },
      { key: 'support', label: 'Support', weight: 1, score: 71 },
      { key: 'payment', label: 'Payment', weight: 1, score: 52 },
      { key: 'sponsor', label: 'Sponsor', weight: 1, score: 78 },
      { key: 'survey', label: 'Survey', weight: 1 },
    ],
    coverage: 0.83,
  } satisfies FacetSummaryMap['health'];
  const account: FacetDataMap['account'] = {
    name: 'Brightwater Logistics',
    domain: 'brightwater.example',
    segment: 'Enterprise',
    industry: 'Freight and logistics',
    country: 'Germany',
    timeZone: 'Europe/Berlin',
    parent: { ...record('hubspot', 'p-1'), name: 'Brightwater Group' },
    children: [
      { ...record('hubspot', 'c-1'), name: 'Brightwater Rail' },
      { ...record('hubspot', 'c-2'), name: 'Brightwater Air' },
    ],
    warnings: [],
    fields: [
      {
        ...record('hubspot', 'f-1'),
        key: 'region',
        label: 'Region',
        value: 'EMEA North',
      },
    ],
    records: [record('hubspot', 'company-1'), record('stripe', 'cus_1')],
  };
  const features = [
    ['Route planning', 198],
    ['Live tracking', 187],
    ['Exports', 120],
    ['Driver app', 96],
    ['Alerts', 74],
    ['API', 22],
    ['Forecasts', 0],
    ['Carbon report', 0],
    ['Marketplace', 0],
  ] as const;
  const upcoming: CustomerView['upcoming'] = [
    {
      kind: 'meeting',
      day: day(2),
      title: 'Quarterly review',
      source: 'hubspot',
      url: 'https://hubspot.example/m-1',
    },
    {
      kind: 'trial_end',
      day: day(9),
      title: 'Sandbox',
      source: 'stripe',
    },
    { kind: 'notice_deadline', day: day(17), source: 'hubspot' },
    {
      kind: 'deal_close',
      day: day(22),
      title: 'Upgrade quote',
      amount: eur(1200),
      source: 'hubspot',
    },
    {
      kind: 'renewal',
      day: day(47),
      amount: eur(57600),
      source: 'hubspot',
    },
  ];
  const from = (...sources: FacetSourceView[]) => ({
    sources: sources.map(({ title }) => title),
    asOf: sources.map(({ asOf }) => asOf).sort()[0],
    fetchedAt: sources.map(({ fetchedAt }) => fetchedAt).sort()[0],
    stale: sources.some(({ state }) => state === 'stale'),
  });
  return {
    customer: {
      ref: 'customer:default/cus-8f3a1c',
      namespace: 'default',
      name: 'cus-8f3a1c',
      title: 'Brightwater Logistics',
      domain: 'brightwater.example',
      segment: 'Enterprise',
      lifecycle: 'active',
      owner: 'group:default/csm-emea',
      team: [{ role: 'csm', ref: 'user:default/mara' }],
    },
    access: {
      facets: {},
      labels: ['contract', 'sales'],
      mayRefresh: true,
    },
    answers: {
      pays: {
        provenance: from(stripe),
        missing: [],
        mrr: [eur(4800)],
        arr: [eur(57600)],
        change: {
          absolute: -70000,
          percent: -12.7,
          before: 550000,
          day: day(-30),
          windowDays: 30,
          basis: 'source',
          currency: 'EUR',
        },
        change30d: [
          {
            figure: 'mrr',
            unit: 'EUR',
            now: 480000,
            windowDays: 30,
            before: 550000,
            absolute: -70000,
            percent: -12.7,
            day: day(-30),
            basis: 'source',
          },
        ],
        change90d: [
          { figure: 'mrr', unit: 'EUR', now: 480000, windowDays: 90 },
        ],
        history: mrrHistory,
        plan: 'Scale, annual',
        overdue: {
          amounts: [eur(900)],
          count: 2,
          oldestDays: 34,
          nextAttemptAt: daysAgo(-1),
        },
        failing: true,
        policy: 'normalised-v1',
      },
      renews: {
        provenance: from(hubspot),
        missing: [],
        kind: 'renews',
        day: day(47),
        daysLeft: 47,
        startDay: day(-318),
        noticeDay: day(17),
        noticeDaysLeft: 17,
        annualValue: eur(57600),
      },
      uses: {
        provenance: from(product),
        missing: [],
        weeklyActive: 212,
        monthlyActive: 231,
        seats: 250,
        change: {
          absolute: 18,
          percent: 9.3,
          before: 194,
          day: day(-30),
          windowDays: 30,
          basis: 'source',
        },
        change30d: [
          {
            figure: 'weeklyActive',
            unit: '',
            now: 212,
            windowDays: 30,
            before: 194,
            absolute: 18,
            percent: 9.3,
            day: day(-30),
            basis: 'source',
          },
          {
            figure: 'seats',
            unit: '',
            now: 250,
            windowDays: 30,
            before: 240,
            absolute: 10,
            percent: 4.2,
            day: day(-30),
            basis: 'observed',
          },
        ],
        change90d: [],
        lastEventAt: ago(4),
        featuresAdopted: 6,
        featuresTotal: 9,
        activation: { activated: true, at: daysAgo(400) },
        daily,
      },
      relationship: {
        provenance: from(hubspot),
        missing: [],
        health,
        nps: { score: 8, at: daysAgo(40) },
        lastTouch: { at: daysAgo(6), kind: 'call', person: 'Mara Kessler' },
        change30d: [
          {
            figure: 'health',
            unit: '0..100 higher-is-better',
            now: 72,
            windowDays: 30,
            before: 74,
            absolute: -2,
            percent: -2.7,
            day: day(-30),
            basis: 'observed',
          },
        ],
        change90d: [],
        owner: 'Mara Kessler',
      },
      threads: {
        provenance: from(zendesk),
        missing: [],
        open: 5,
        bySeverity: { urgent: 1, normal: 3, low: 1 },
        oldestOpenDays: 9,
        escalated: 1,
        escalatedRecently: 1,
        slaBreached: 1,
        total: 64,
        satisfaction: { scale: { mean: 4.2, max: 5, answered: 12 } },
        change30d: [
          {
            figure: 'urgentTickets',
            unit: '',
            now: 1,
            windowDays: 30,
            before: 0,
            absolute: 1,
            day: day(-11),
            basis: 'observed',
            observedSince: day(-11),
          },
        ],
        change90d: [],
      },
      next: {
        provenance: from(hubspot, stripe),
        missing: [],
        items: upcoming,
      },
    },
    sections: {
      profile: {
        facets: {
          account: full([hubspot], account, account),
          team: full([hubspot], {
            members: [
              {
                ...record('hubspot', 'o-1'),
                role: 'csm',
                name: 'Mara Kessler',
              },
            ],
          }),
          contacts: full(
            [hubspot],
            {
              contacts: [
                {
                  ...record('hubspot', 'k-1'),
                  name: 'Ines Albrecht',
                  email: 'ines@brightwater.example',
                  phone: '+49 40 555 010',
                  title: 'Head of operations',
                  roles: ['primary'],
                  primary: true,
                  lastContactAt: daysAgo(6),
                },
                {
                  ...record('hubspot', 'k-2'),
                  name: 'Per Lindqvist',
                  email: 'per@brightwater.example',
                  title: 'Accounts payable',
                  roles: ['billing'],
                  primary: false,
                },
              ],
            },
            { total: 2, primaryRole: 'Head of operations' },
          ),
        },
      },
      billing: {
        facets: {
          subscriptions: full([stripe], {
            subscriptions: [
              subscription('sub_1', 'Scale, annual', {
                quantity: 250,
                mrr: eur(4300),
                startedAt: daysAgo(318),
                currentPeriodEnd: daysAgo(-12),
              }),
              subscription('sub_2', 'Audit add-on', {
                quantity: 1,
                mrr: eur(500),
              }),
              subscription('sub_3', 'Sandbox', {
                status: 'trialing',
                quantity: 10,
                trialEndsAt: daysAgo(-9),
                notCounted: 'a trial brings nothing yet',
              }),
            ],
            mrr: [eur(4800)],
            mrrHistory,
            policy: 'normalised-v1',
          }),
          invoices: full([stripe], {
            open: openInvoices,
            invoices: [
              ...openInvoices,
              ...Array.from({ length: 10 }, (_, n) => invoice(n + 2)),
            ],
          }),
          payments: full([stripe], {
            payments: [
              {
                ...record('stripe', 'ch_1'),
                at: daysAgo(3),
                amount: eur(500),
                status: 'failed',
                failure: 'insufficient_funds',
                invoiceNumber: 'BW-1000',
              },
              {
                ...record('stripe', 'ch_2'),
                at: daysAgo(63),
                amount: eur(4800),
                status: 'succeeded',
                invoiceNumber: 'BW-1002',
                refunded: eur(120),
              },
            ],
            retries: [
              {
                ...record('stripe', 'in_0'),
                invoiceNumber: 'BW-1000',
                remaining: eur(500),
                attempts: 2,
                lastFailure: 'insufficient_funds',
                nextAttemptAt: daysAgo(-1),
              },
            ],
            refunds: [
              {
                ...record('stripe', 're_1'),
                at: daysAgo(60),
                amount: eur(120),
                status: 'succeeded',
                reason: 'Requested by the customer',
              },
            ],
          }),
          credits: full([stripe], {
            balance: [eur(250)],
            transactions: [
              {
                ...record('stripe', 'cbtxn_1'),
                at: daysAgo(20),
                amount: eur(250),
                description: 'Goodwill for the outage in October',
              },
            ],
            creditNotes: [],
          }),
        },
      },
      contract: {
        facets: {
          contracts: full(
            [hubspot],
            { contracts: [contract] },
            { current: contract },
          ),
        },
      },
      usage: {
        facets: {
          activity: full([product], {
            weeklyActive: 212,
            monthlyActive: 231,
            weeklyActiveBefore: 194,
            lastEventAt: ago(4),
            activation: { activated: true, at: daysAgo(400) },
            daily,
            users: [
              {
                ...record('product', 'u-1'),
                name: 'Ines Albrecht',
                email: 'ines@brightwater.example',
                lastSeenAt: ago(30),
                active: true,
              },
            ],
            totalUsers: 240,
          }),
          features: full([product], {
            features: features.map(([name, users], index) => ({
              ...record('product', `feature-${index}`),
              name,
              users,
              eligibleUsers: 250,
              adopted: users > 20,
              lastUsedAt: users > 0 ? daysAgo(index) : undefined,
              weekly: Array.from({ length: 12 }, (_, week) => ({
                week: day(-7 * (12 - week)),
                users: Math.round((users * (week + 6)) / 17),
              })),
            })),
          }),
          entitlements: full([product], {
            plan: 'Scale',
            seats: 250,
            flags: [
              {
                ...record('product', 'flag-1'),
                name: 'New planner',
                on: true,
                since: daysAgo(90),
              },
              {
                ...record('product', 'flag-2'),
                name: 'Carbon report',
                on: false,
              },
            ],
          }),
        },
      },
      relationship: {
        facets: {
          health: full([hubspot], {
            ...health,
            history: [
              { at: daysAgo(60), score: 68 },
              { at: daysAgo(30), score: 74 },
              { at: daysAgo(1), score: 72 },
            ],
          }),
          surveys: full([hubspot], {
            responses: [
              {
                ...record('hubspot', 's-1'),
                kind: 'nps',
                score: 8,
                at: daysAgo(40),
                respondent: 'Ines Albrecht',
                comment: 'Planning is far better than before.',
              },
            ],
          }),
          touchpoints: full([hubspot], {
            touchpoints: [
              {
                ...record('hubspot', 't-1'),
                kind: 'call',
                at: daysAgo(6),
                person: 'Mara Kessler',
                title: 'Fleet export',
              },
              {
                ...record('hubspot', 't-2'),
                kind: 'email',
                at: daysAgo(11),
                person: 'Jonas Lind',
              },
            ],
          }),
          notes: {
            level: 'none',
            state: 'denied',
            label: 'notes',
            whoMaySee: 'The account team may see this.',
            sources: [],
          },
          opportunities: full([hubspot], {
            opportunities: [
              {
                ...record('hubspot', 'd-1'),
                name: 'Upgrade quote',
                stage: 'Proposal',
                status: 'open',
                amount: eur(1200),
                closeDay: day(22),
                person: 'Jonas Lind',
              },
            ],
          }),
        },
      },
      support: {
        facets: {
          tickets: full([zendesk], {
            open: openTickets,
            tickets: [
              ...openTickets,
              ...Array.from({ length: 15 }, (_, n) =>
                ticket(20 + n, `Older question ${n + 1}`, 20 + n, {
                  status: 'solved',
                  solvedAt: daysAgo(18 + n),
                }),
              ),
            ],
            total: 64,
          }),
          satisfaction: full([{ ...zendesk, state: 'ok' }], {
            ratings: [
              {
                ...record('zendesk', 'r-1'),
                rating: { kind: 'scale', score: 4, max: 5 },
                at: daysAgo(8),
                comment: 'Quick and clear.',
              },
            ],
          }),
          feedback: {
            level: 'full',
            state: 'empty',
            sources: [{ ...zendesk, state: 'empty' }],
            data: { items: [] },
          },
        },
      },
      upcoming: {
        facets: {
          meetings: full([hubspot], {
            meetings: [
              {
                ...record('hubspot', 'm-1'),
                at: daysAgo(-2),
                person: 'Mara Kessler',
                title: 'Quarterly review',
              },
            ],
          }),
        },
      },
    },
    upcoming,
    indicators: [
      {
        id: 'mrr-drop-30d',
        answer: 'pays',
        tone: 'down',
        word: 'Dropped',
        text: 'MRR dropped 12.7 percent in 30 days.',
        rule: 'more than 5 % down in 30 days',
        before: { text: '5,500.00 EUR', at: daysAgo(30), source: 'Stripe' },
        now: { text: '4,800.00 EUR', at: ago(0.1), source: 'Stripe' },
        facets: ['subscriptions'],
      },
      {
        id: 'notice-soon',
        answer: 'renews',
        tone: 'watch',
        word: 'Soon',
        text: 'The notice deadline is in 17 days.',
        rule: 'notice deadline within 30 days',
        now: { text: '17 days', source: 'HubSpot' },
        facets: ['contracts'],
      },
      {
        id: 'usage-growth',
        answer: 'uses',
        tone: 'up',
        word: 'Growing',
        text: 'Weekly active users rose by 9.3 percent.',
        rule: 'more than 5 % up in 30 days',
        now: { text: '212 users', source: 'Product' },
        facets: ['activity'],
      },
      {
        id: 'escalated',
        answer: 'threads',
        tone: 'down',
        word: 'Escalated',
        text: 'One open ticket is escalated.',
        rule: 'an open ticket is escalated',
        now: { text: '1 ticket', source: 'Zendesk' },
        facets: ['tickets'],
      },
    ],
    conflicts: [
      {
        id: 'contract-billing',
        type: 'amount',
        text: 'Contract and billing disagree by €200 a month',
        sides: [
          {
            source: 'hubspot',
            text: 'HubSpot €5,000',
            url: 'https://hubspot.example/ct-1',
          },
          {
            source: 'stripe',
            text: 'Stripe €4,800',
            url: 'https://stripe.example/sub_1',
          },
        ],
        facets: ['contracts', 'subscriptions'],
      },
    ],
    generatedAt: ago(0.1),
  };
}
