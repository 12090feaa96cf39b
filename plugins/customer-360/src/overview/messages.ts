import type {
  CandidateRule,
  UPCOMING_KINDS,
  UnavailableReason,
} from '@customer-360/backstage-plugin-customer-360-common';
import { createMessages } from '../messages/MessageRoom';

type UpcomingKind = (typeof UPCOMING_KINDS)[number];

const upcoming: Record<UpcomingKind, string> = {
  renewal: 'Renewal',
  contract_end: 'Contract ends',
  notice_deadline: 'Notice deadline',
  trial_end: 'Trial ends',
  subscription_end: 'Subscription ends',
  plan_change: 'Plan changes',
  deal_close: 'Deal closes',
  meeting: 'Meeting',
};

const days = (n: number) => (n === 1 ? '1 day' : `${n} days`);

/** @internal */
export const overviewMessages = createMessages('overview', {
  atAGlance: 'At a glance',
  loading: 'Loading the customer.',
  loaded: 'The customer is loaded.',
  missing: (nouns: string) => `without ${nouns}`,
  inPart: (nouns: string) => `${nouns} in part`,
  restricted: 'Restricted',
  notAnswering: 'No answer',
  notLinked: 'Not linked',
  notSetUp: 'Not set up',
  nothing: 'Nothing',
  noneRunning: 'No subscription is running.',
  notCounted: 'counts towards no MRR',
  changeUnknown: 'change over 30 days not known',
  hidden: 'Hidden from us',

  pays: 'Pays',
  aMonth: 'a month',
  change: (signed: string, window: number, before: string) =>
    `${signed} in ${days(window)}, was ${before}`,
  changeNone: (window: number) => `unchanged in ${days(window)}`,
  overdue: (amount: string) => `${amount} overdue`,
  arr: (amount: string) => `${amount} a year`,
  method: 'how it is computed',
  methodTitle: 'How it is computed',
  methodText: (policy: string) =>
    `Monthly recurring revenue under the policy ${policy}. Trials, one-off items and metered use count as the policy says; currencies are never added.`,
  trialUntil: (day: string) => `trial until ${day}`,
  mrrHistory: (months: number, low: string, high: string, now: string) =>
    `MRR over ${months} months: low ${low}, high ${high}, now ${now}`,

  renews: 'Renews',
  daysUnit: (n: number, day: string) => `${n === 1 ? 'day' : 'days'} · ${day}`,
  ends: 'Ends',
  billingEnd: 'Cancelled',
  trialEnd: 'Trial',
  endsLine: 'Ends, it does not renew by itself',
  billingEndLine: 'Cancelled in billing, ends then',
  trialEndLine: 'The trial ends then',
  openEnded: 'Open-ended',
  openEndedLine: 'No contract here has an end',
  noContract: 'No contract',
  noContractLine: 'None is running now',
  noContractRead: 'None in what could be read',
  noticeBy: (day: string, left: number) => `Notice by ${day}, in ${days(left)}`,
  noticeToday: 'Notice by today',
  noticeClosed: (day: string) => `Notice window closed ${day}`,
  perYear: (amount: string) => `${amount} a year`,
  autoRenews: 'auto-renews',
  termBar: (start: string, end: string, notice: string | undefined) =>
    `Term from ${start} to ${end}${notice ? `, notice by ${notice}` : ''}`,

  uses: 'Uses',
  ofSeats: (seats: string) => `of ${seats} seats`,
  weeklyActive: 'active in 7 days',
  usesUnchanged: (window: number) =>
    `weekly active unchanged in ${days(window)}`,
  usesChange: (signed: string, window: number, before: string) =>
    `${signed} weekly active in ${days(window)}, was ${before}`,
  dormant: (n: number) => `Dormant ${days(n)}`,
  lastUse: (day: string) => `last use ${day}`,
  neverUsed: 'No use on record',
  notActivated: 'Not activated yet',
  features: (adopted: number, total: number) =>
    `${adopted} of ${total} features adopted`,
  usageHistory: (n: number, low: string, high: string, now: string) =>
    `Active users a day, mean of each week over ${n} weeks: low ${low}, high ${high}, now ${now}`,

  relationship: 'Relationship',
  ofScale: (max: string, direction: string) => `of ${max}, ${direction}`,
  higher: 'higher is better',
  lower: 'lower is better',
  noScore: 'No score',
  tooFew: 'too few inputs',
  nps: (score: string, month: string) => `NPS ${score} in ${month}`,
  touch: (kind: string, age: string) => `${kind} ${age} ago`,
  touchKinds: {
    call: 'call',
    meeting: 'meeting',
    email: 'e-mail',
    task: 'task',
    other: 'touch',
  } as Record<string, string>,
  inputs: (known: number, all: number) => `${known} of ${all} inputs known`,
  healthParts: (list: string) => `Parts of the score: ${list}`,
  healthPart: (label: string, score: string) => `${label} ${score}`,
  noData: 'no data',
  ownedBy: (owner: string) => `${owner} owns it`,
  steady: 'Steady',
  noEarlierScore: 'No earlier score',

  threads: 'Open threads',
  open: 'open',
  severities: {
    urgent: 'urgent',
    high: 'high',
    normal: 'normal',
    low: 'low',
  } as Record<string, string>,
  withSeverity: (n: number, severity: string) => `open, ${n} ${severity}`,
  oldest: (age: string) => `Oldest ${age}`,
  pastSla: (n: number) => `${n} past its SLA`,
  nothingOpen: 'Nothing is open',
  inAll: (n: string) => `${n} in all`,
  csatOf: (max: string) => `of ${max}`,
  csatAnswers: (n: number) =>
    n === 1 ? 'CSAT, 1 answer' : `CSAT, ${n} answers`,
  csatGood: 'good',

  next: 'Next',
  nothingNext: 'Nothing planned',
  today: 'today',
  tomorrow: 'tomorrow',
  inDays: (n: number) => days(n),
  overdueDays: (n: number) => `${days(n)} ago`,
  upcoming,

  days,
  more: (n: number) => `${n} more`,
  seeBoth: 'See both',
  conflictTitle: 'What the two sources say',
  sourceLate: (title: string, reason: string, clock: string | undefined) =>
    clock ? `${title} ${reason}, showing ${clock}` : `${title} ${reason}`,
  lateReasons: {
    timeout: 'does not answer',
    rate_limited: 'limits us just now',
    auth: 'refuses our credentials',
    schema: 'answers in an unknown form',
    identity_mismatch: 'answered about another account',
    upstream: 'reports a fault',
    network: 'cannot be reached',
  } as Record<UnavailableReason, string>,

  unsureLink: (title: string, why: string) =>
    `${title}: the account ${why} and nobody has confirmed that it is theirs`,
  foundBy: {
    external_id: 'carries their id',
    metadata: 'carries their id',
    domain: 'has exactly their domain',
    email: 'has an address of their domain',
  } as Record<CandidateRule, string>,

  billingCard: 'Billing',
  subscription: 'Subscription',
  status: 'Status',
  seats: 'Seats',
  monthly: 'A month',
  subscriptionsCaption: 'Subscriptions',
  subscriptionStatus: {
    active: 'Active',
    past_due: 'Past due',
    trialing: 'Trial',
    unpaid: 'Unpaid',
    paused: 'Paused',
    scheduled: 'Scheduled',
    incomplete: 'Incomplete',
    ended: 'Ended',
  },
  trialEndsOn: (day: string) => `Trial ends ${day}`,
  endsOn: (day: string) => `Ends ${day}`,
  overdueLine: (invoices: number, days_: number) =>
    `on ${invoices === 1 ? '1 invoice' : `${invoices} invoices`}, oldest ${days(
      days_,
    )}`,
  nextRetry: (day: string) => `, next retry ${day}`,
  failing: 'A payment is failing',
  billingMore: 'Invoices, retries, refunds',
  threadsCard: 'Open threads',
  threadsCaption: 'Open tickets, the most severe first',
  ticket: 'Ticket',
  age: 'Age',
  allTickets: (n: number) =>
    n === 1
      ? 'The one ticket'
      : `All ${new Intl.NumberFormat().format(n)} tickets`,
  moreTickets: 'Tickets and ratings',
  escalated: 'escalated',
  openCount: (n: number) => `${n} open`,
  comingCard: 'Coming up',
  comingCaption: 'What is to come, soonest first',
  day: 'Day',
  what: 'What',
  unreadInputs: (nouns: string) => `Could not be read: ${nouns}.`,
  unlinkedInputs: (nouns: string) =>
    `Not linked to an account, so not known: ${nouns}.`,
  partialInputs: (nouns: string) => `Read in part: ${nouns}.`,
  deniedInputs: (nouns: string, label?: string) =>
    label ? `Restricted: ${nouns} (${label}).` : `Restricted: ${nouns}.`,
  comingMore: 'All that is planned',
  profileCard: 'Profile',
  profileMore: 'Account, team, contacts',
  usageCard: 'Usage',
  usageMore: 'Activity, features, flags',
  featureCaption: 'Features by users',
  feature: 'Feature',
  users: 'Users',
  relationshipCard: 'Relationship',
  relationshipMore: 'Health, surveys, touchpoints',
  industry: 'Industry',
  country: 'Country',
  parent: 'Part of',
  primaryContact: 'Primary contact',
  contactsTotal: (n: number) => (n === 1 ? '1 contact' : `${n} contacts`),
  moreRows: (n: number) => `and ${n} more`,
  value: 'Value',
  plan: 'Plan',
  unknown: '–',
});
