import type {
  OrphanReason,
  SourceFailure,
  SourceReport,
} from '@customer-360/backstage-plugin-customer-360-common';
import { createMessages } from '../messages/MessageRoom';

const failures: Record<SourceFailure, string> = {
  timeout: 'no answer in time',
  rate_limited: 'too many calls',
  auth: 'credentials not accepted',
  schema: 'a form that we do not know',
  identity_mismatch: 'an answer about another account',
  upstream: 'a fault of its own',
  network: 'not reached',
  not_found: 'account not there',
  no_access: 'hidden from our own account',
};

const states: Record<SourceReport['state'], string> = {
  ok: 'Answers',
  failing: 'Fails',
  unknown: 'Not asked yet',
};

const orphanReasons: Record<OrphanReason, string> = {
  webhook: 'told of by the source',
  bulk: 'found when all were read',
};

const refusals = {
  signature: 'signature wrong',
  too_old: 'too old',
  malformed: 'not readable',
  other_account: 'of another account',
};

const customers = (n: string, count: number) =>
  count === 1 ? `${n} customer` : `${n} customers`;

const reads = (n: string, count: number) =>
  count === 1 ? `${n} read` : `${n} reads`;

const events = (n: number) => (n === 1 ? '1 event' : `${n} events`);

/** @internal */
export const sourcesMessages = createMessages('sources', {
  title: 'Sources',
  intro: 'renewed every 30 seconds',
  denial: 'Who looks after the sources can see how they are.',
  none: 'No source is set up. Add one under customer360.sources.',
  caption: 'Sources and how they are',
  source: 'Source',
  state: 'State',
  lastSuccess: 'Last answer',
  changes: 'Changes reach us',
  lastHour: 'Last hour',
  quota: 'Calls left',
  reach: 'Customers',
  states,
  failures,
  never: 'never',
  ago: (age: string) => `${age} ago`,
  readsOf: reads,
  failed: (n: string) => `${n} failed`,
  lacking: (n: string) => `${n} lacked something`,
  quietHour: 'nothing read',
  quotaOf: (remaining: string, limit: string) => `${remaining} of ${limit}`,
  quotaUntil: (clock: string) => `until ${clock}`,
  notSaid: 'not said',
  notCounted: 'not counted yet',
  countedAt: (age: string) => `counted ${age} ago`,
  told: (age: string) => `told ${age} ago`,
  toldNothing: 'told of nothing yet',
  waiting: (n: number) => `${events(n)} waiting`,
  syncOnTime: (n: number, of: number) =>
    of === 1
      ? `read in bulk${n === 1 ? ', on time' : ''}`
      : `${n} of ${of} bulk reads on time`,
  noChanges: 'when somebody looks',

  troubles: 'To look after',
  noTroubles: 'All sources answer, and nothing ends soon.',
  noneKnown: (titles: string) =>
    `Nothing is known that has to be looked after. Nobody has asked ${titles} since this instance started.`,
  reasonOf: (title: string, reason: string) => `${title} ${reason}`,
  failingFor: (title: string, failure: string) =>
    `${title} cannot be read: ${failure}.`,
  hides: (facets: string, who: string) => `Nothing newer of ${facets} ${who}.`,
  hidesFrom: (n: string) => `for ${n}`,
  hidesFromAll: 'for the customers that have an account there',
  lacks: (facets: string) => `Its part of ${facets} is missing.`,
  hidesNothing: 'It fills nothing on the page.',
  customersOf: customers,
  ends: (title: string, thing: string, day: string) =>
    `${title}: ${thing} ends on ${day}.`,
  ended: (title: string, thing: string, day: string) =>
    `${title}: ${thing} ended on ${day}.`,
  credential: 'the key to it',
  certificate: 'the certificate of its server',
  renewCredential: 'Renew it at the source, and in config.',
  renewCertificate: 'Whoever runs the server has to renew it.',
  syncFailing: (title: string, bulk: string, failure: string) =>
    `${title}: the bulk read “${bulk}” fails: ${failure}. What it brought before is shown until it is too old.`,
  syncLate: (title: string, bulk: string, age: string) =>
    `${title}: the bulk read “${bulk}” is ${age} behind.`,
  syncRefused: (title: string, bulk: string, age: string) =>
    `${title}: the bulk read “${bulk}” suddenly listed much less ${age} ago. It was refused; what was read before is shown.`,
  ingestionRefused: (title: string, listed: string, kept: string) =>
    `${title} lists ${listed} accounts, by which ${kept} customers would have left the catalog at once. None was removed: look at the account it is connected with, and at the filter.`,
  webhookDead: (title: string, n: number) =>
    `${title} told of ${events(
      n,
    )} that could not be followed up. What they were about shows when it is next read.`,
  webhookWaiting: (title: string, n: number, age: string) =>
    `${title} told of ${events(
      n,
    )} that wait since ${age}. Until then pages show what was before.`,
  webhookRefused: (title: string, n: string) =>
    `Of ${title} nothing was ever taken, and ${n} deliveries in its name were refused. Compare secret and address with what is entered there.`,
  webhookMissed: (title: string, n: string, bulk: string) =>
    `${title} did not tell of ${n} changes that the bulk read “${bulk}” found.`,
  held: (title: string, clock: string) =>
    `${title} asks not to be called until ${clock}.`,
  lowQuota: (title: string, remaining: string, limit: string) =>
    `${title} has ${remaining} of ${limit} calls left.`,
  drifting: (title: string, facets: string) =>
    `${title} gives ${facets} with something missing.`,

  failuresTitle: 'Failures of the last hour',
  driftsTitle: 'With something missing',
  countOf: (what: string, n: string) => `${what}: ${n}`,
  fills: 'Fills',
  alone: 'Nobody else fills',
  heldBack: 'Alerts held back while it fails',
  expires: 'Ends',
  refusedTitle: 'Deliveries not taken',
  refusals,
  deadTitle: 'Events given up',
  lastFailure: 'Last failure',
  breaker: 'Calls',
  breakers: {
    closed: 'go out',
    open: 'are held back, since it failed again and again',
    half_open: 'are tried, one at a time',
  },
  syncTitle: 'Bulk reads',
  sync: (every: string, rows: string) => `every ${every}, ${rows} rows`,
  syncBehind: (age: string) => `${age} behind at the most`,
  syncStates: {
    ok: 'on time',
    late: 'late',
    failing: 'fails',
    unknown: 'not read yet',
  },

  orphans: 'Linked to nothing',
  orphansIntro:
    'Accounts that are no customer’s, then customers without an account',
  orphansSource: 'Source',
  orphansNone: 'Nothing: all that is known there belongs together.',
  orphansSearched: 'Nothing so far; the list goes on.',
  orphansCaption: (title: string) => `Linked to nothing at ${title}`,
  orphansInvalid: 'The list has changed meanwhile. Begin with its first page.',
  what: 'What',
  known: 'Known by',
  seen: 'Last seen',
  account: (id: string) => `Account ${id}`,
  reasons: orphanReasons,
  withoutAccount: 'no account there',
});
