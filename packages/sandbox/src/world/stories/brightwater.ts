import type { HandWritten } from './HandWritten.ts';
import {
  billing,
  healthParts,
  item,
  subscription,
  support,
  usage,
} from './parts.ts';

const scale = (seats: number) => item('scale', 1_720, seats);
const extraSeats = (seats: number) => item('extra-seats', 1_750, seats);

/**
 * The customer of the drawings: paid EUR 5,500 a month until eleven days ago,
 * pays 4,800 now, while the CRM still says 5,000.
 */
export const BRIGHTWATER_LOGISTICS: HandWritten = {
  name: 'Brightwater Logistics',
  domain: 'brightwater.example',
  segment: 'enterprise',
  lifecycle: 'active',
  industry: 'Logistics',
  country: 'DE',
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  story: 'shrinking',
  csm: 'mara',
  accountExecutive: 'jonas',
  parentIndex: 12,
  createdDaysAgo: 690,
  warning:
    'Security review running: no changes to single sign-on before 15 December.',
  contacts: 9,
  billing: billing(
    [
      subscription('Scale, annual', 683, [scale(200)], {
        phases: [
          { daysAgo: 683, items: [scale(200)] },
          { daysAgo: 400, items: [scale(220)] },
          { daysAgo: 300, items: [scale(230)] },
          { daysAgo: 200, items: [scale(240)] },
          { daysAgo: 150, items: [scale(250)] },
          { daysAgo: 100, items: [scale(250), extraSeats(20)] },
          { daysAgo: 60, items: [scale(250), extraSeats(40)] },
          { daysAgo: 11, items: [scale(250)] },
        ],
      }),
      subscription('Audit add-on', 642, [item('audit', 50_000, 1)]),
      subscription('Sandbox', 5, [item('sandbox', 1_200, 10)], {
        status: 'trialing',
        trialEndInDays: 9,
      }),
    ],
    {
      oneOffs: [
        {
          daysAgo: 34,
          description: 'Onboarding workshop, northern depots',
          amount: 40_000,
          failedDaysAgo: [34, 31, 26, 19],
          declineCode: 'insufficient_funds',
          nextAttemptInDays: 1,
        },
        {
          daysAgo: 20,
          description: 'Data migration, fleet archive',
          amount: 50_000,
          failedDaysAgo: [20, 17, 12, 5],
          declineCode: 'do_not_honor',
          nextAttemptInDays: 1,
        },
      ],
      refunds: [
        { invoice: 4, amount: 12_000, reason: 'requested_by_customer' },
      ],
      creditNotes: [
        { invoice: 2, amount: 2_500, reason: 'product_unsatisfactory' },
      ],
      credits: [
        {
          daysAgo: 3,
          amount: 1_500,
          description: 'Goodwill for the outage in October',
        },
      ],
    },
  ),
  contract: {
    startedDaysAgo: 318,
    endsInDays: 47,
    noticeDays: 30,
    autoRenews: true,
    annualValue: 6_000_000,
    termMonths: 12,
  },
  usage: usage('Scale, annual', 250, 212, 194, {
    adopted: 6,
    monthlyActive: 231,
    monthlyActive30DaysAgo: 219,
  }),
  relationship: {
    health: 72,
    healthPrevious: 71,
    healthParts: healthParts(84, 78, 52, 76, undefined),
    nps: { score: 8, daysAgo: 34 },
    lastTouchDaysAgo: 6,
    touchpoints: 9,
    nextMeeting: { inDays: 2, title: 'Quarterly review' },
    opportunities: [
      {
        name: 'First purchase',
        kind: 'new',
        stage: 'Closed won',
        amount: 4_728_000,
        closeInDays: -690,
        status: 'won',
      },
      {
        name: 'Upgrade quote',
        kind: 'expansion',
        stage: 'Proposal',
        amount: 1_440_000,
        closeInDays: 22,
        status: 'open',
        nextStep: 'Walk through the quote at the quarterly review',
        talk: {
          daysAgo: 11,
          text: 'They would take forty more seats for the southern depots, once the export issue is mended.',
        },
        negotiation:
          'They want 15 % off for a two year term. We may go to 10 % together with the upgrade; do not mention it before the export issue is mended.',
      },
    ],
  },
  support: support({
    open: [
      {
        subject: 'Export times out for large fleets',
        ageHours: 9 * 24,
        priority: 'urgent',
        status: 'open',
        type: 'problem',
        escalatedHoursAgo: 30,
        slaBreachedHoursAgo: 26,
      },
      {
        subject: 'SSO group mapping',
        ageHours: 4 * 24,
        priority: 'high',
        status: 'open',
        type: 'question',
      },
      {
        subject: 'Invoice address change',
        ageHours: 2 * 24,
        priority: 'normal',
        status: 'pending',
        type: 'task',
      },
      {
        subject: 'API rate limit question',
        ageHours: 24,
        priority: 'normal',
        status: 'open',
        type: 'question',
      },
      {
        subject: 'Webhook retries',
        ageHours: 6,
        priority: 'low',
        status: 'new',
        type: 'question',
      },
    ],
    closed: 59,
    ratings: { good: 10, bad: 2 },
    feedback: 3,
    incidents: 2,
  }),
};

const sibling = (
  name: string,
  domain: string,
  csm: string,
  seats: number,
): HandWritten => ({
  name,
  domain,
  segment: 'mid-market',
  lifecycle: 'active',
  industry: 'Logistics',
  country: 'DE',
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  story: 'steady',
  csm,
  accountExecutive: 'jonas',
  parentIndex: 12,
  createdDaysAgo: 420,
  contacts: 4,
  billing: billing([
    subscription('Growth, monthly', 410, [item('growth', 2_400, seats)]),
  ]),
  contract: {
    startedDaysAgo: 200,
    endsInDays: 165,
    noticeDays: 30,
    autoRenews: true,
    annualValue: seats * 2_400 * 12,
    termMonths: 12,
  },
  usage: usage(
    'Growth',
    seats,
    Math.round(seats * 0.8),
    Math.round(seats * 0.78),
  ),
  relationship: {
    health: 80,
    healthPrevious: 80,
    healthParts: healthParts(82, 80, 90, 75, 70),
    nps: { score: 9, daysAgo: 50 },
    lastTouchDaysAgo: 12,
    touchpoints: 4,
    opportunities: [],
  },
  support: support({ closed: 14, ratings: { good: 4, bad: 0 }, feedback: 1 }),
});

/** The other accounts of the group; the holding itself buys support only. */
export const BRIGHTWATER_FAMILY: readonly HandWritten[] = [
  {
    ...sibling('Brightwater Group', 'brightwater-group.example', 'mara', 1),
    segment: 'enterprise',
    parentIndex: undefined,
    childIndexes: [0, 13, 14, 15],
    billing: billing([
      subscription('Premium support', 410, [
        item('premium-support', 35_000, 1),
      ]),
    ]),
    contract: {
      startedDaysAgo: 200,
      endsInDays: 165,
      noticeDays: 90,
      autoRenews: true,
      annualValue: 420_000,
      termMonths: 12,
    },
    usage: usage('Growth', 5, 3, 3, { adopted: 2 }),
  },
  sibling(
    'Brightwater Warehousing',
    'brightwater-warehousing.example',
    'mara',
    64,
  ),
  sibling('Brightwater Ocean', 'brightwater-ocean.example', 'rhea', 48),
  sibling('Brightwater Last Mile', 'brightwater-lastmile.example', 'rhea', 32),
];
