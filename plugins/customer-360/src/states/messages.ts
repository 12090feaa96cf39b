import type {
  FacetId,
  UnavailableReason,
} from '@customer-360/backstage-plugin-customer-360-common';
import { createMessages } from '../messages/MessageRoom';

const nouns: Record<FacetId, string> = {
  account: 'account',
  team: 'team',
  contacts: 'contacts',
  subscriptions: 'subscriptions',
  invoices: 'invoices',
  payments: 'payments',
  credits: 'credits',
  contracts: 'contracts',
  activity: 'figures of use',
  features: 'features',
  entitlements: 'entitlements',
  health: 'health score',
  surveys: 'survey answers',
  touchpoints: 'touchpoints',
  notes: 'notes',
  playbooks: 'playbooks',
  opportunities: 'opportunities',
  tickets: 'tickets',
  satisfaction: 'ratings',
  feedback: 'feedback',
  meetings: 'meetings',
  revenue: 'recognised revenue',
  receivables: 'receivables',
  campaigns: 'campaigns',
  metrics: 'metrics',
};

const empty: Record<FacetId, string> = {
  account: 'No system has a record of this account.',
  team: 'Nobody is named for this account.',
  contacts: 'No contacts on record.',
  subscriptions: 'No subscriptions.',
  invoices: 'No invoices.',
  payments: 'No payments, retries or refunds.',
  credits: 'No credit and no credit notes.',
  contracts: 'No contract on record.',
  activity: 'No use of the product on record.',
  features: 'No feature used yet.',
  entitlements: 'No plan, seats or flags on record.',
  health: 'No health score yet.',
  surveys: 'No survey answered.',
  touchpoints: 'No contact on record.',
  notes: 'No notes.',
  playbooks: 'No playbook running.',
  opportunities: 'No opportunities.',
  tickets: 'No tickets.',
  satisfaction: 'No rating given.',
  feedback: 'No feedback on record.',
  meetings: 'No meeting planned.',
  revenue: 'No revenue recognised.',
  receivables: 'Nothing owed.',
  campaigns: 'No campaign sent.',
  metrics: 'No metrics.',
};

const systems: Record<FacetId, string> = {
  account: 'CRM',
  team: 'CRM',
  contacts: 'CRM',
  subscriptions: 'billing system',
  invoices: 'billing system',
  payments: 'billing system',
  credits: 'billing system',
  contracts: 'system with contracts',
  activity: 'product database',
  features: 'product database',
  entitlements: 'product database',
  health: 'system with health scores',
  surveys: 'survey system',
  touchpoints: 'CRM',
  notes: 'system with notes',
  playbooks: 'customer success system',
  opportunities: 'CRM',
  tickets: 'help desk',
  satisfaction: 'help desk',
  feedback: 'system with feedback',
  meetings: 'calendar or CRM',
  revenue: 'finance system',
  receivables: 'finance system',
  campaigns: 'marketing system',
  metrics: 'warehouse',
};

const reasons: Record<UnavailableReason, string> = {
  timeout: 'did not answer in time.',
  rate_limited: 'limits how often we may ask just now.',
  auth: 'does not accept our credentials; an administrator has to renew them.',
  schema: 'answered in a form that we do not know.',
  identity_mismatch:
    'answered about another account; that answer was thrown away.',
  upstream: 'reports a fault of its own.',
  network: 'cannot be reached.',
};

/** @internal */
export const stateMessages = createMessages('states', {
  nouns,
  empty,
  systems,
  reasons,
  sourceReason: (title: string, reason: string) => `${title} ${reason}`,
  noNewer: (title: string) => `${title} has given nothing newer.`,
  staleShown: (clock: string) =>
    `What is shown is as of ${clock}; we keep trying.`,
  unavailable: 'Nothing older is kept to show.',
  unlinked: (title: string) =>
    `No account at ${title} is linked to this customer.`,
  lookingForAccount: 'One is being looked for.',
  notLookedForAccount: 'So whether one is there is not known.',
  candidates: (count: number, list: string) =>
    count === 1 ? `One looks alike: ${list}.` : `${count} look alike: ${list}.`,
  noAccess: (title: string) =>
    `${title} hides this from the portal’s own account. Whoever administers ${title} can allow it.`,
  partial: (title: string, missing: string) => `${title}: ${missing}.`,
  partialUnnamed: (title: string) => `${title} gave only a part.`,
  truncated: (title: string) => `${title} has more than is shown here.`,
  unconfigured: (system: string) => `No ${system} is connected.`,
  denied: (whoMaySee: string, label?: string) =>
    label ? `Restricted: ${label}. ${whoMaySee}` : `Restricted. ${whoMaySee}`,
  redacted: (labels: string, whoMaySee: string) =>
    `Some texts are restricted and left out: ${labels}. ${whoMaySee}`,
  about: (what: string, text: string) => `${what}: ${text}`,
  summaryOnly: 'You see the summary of this.',
  lowered: (label: string, whoMaySee: string) =>
    `You see the summary of this. The rest is restricted: ${label}. ${whoMaySee}`,
  asideDenied: 'restricted',
  asideUnconfigured: 'not set up',
  asideUnlinked: 'not linked',
  asideUnavailable: 'unavailable',
  asideNoAccess: 'hidden from us',
  tryNow: 'Try now',
  trying: 'Trying…',
  refreshDone: 'Read again.',
  stillWaiting: (seconds: number) =>
    `Still waiting for the sources, ${seconds} s.`,
  errors: {
    not_found: 'There is no such customer, or you may not see it.',
    denied: 'You may not see this.',
    signed_out: 'Your session has ended. Sign in again.',
    invalid: 'The address of this page is not right. Open it again.',
    ambiguous:
      'Several customers are linked to this id. Whoever looks after the links has to mend that.',
    conflict:
      'It has changed meanwhile. Load the page again to see how it stands.',
    rate_limited: 'That was too often. Wait a moment and try again.',
    offline: 'The portal cannot be reached. Check the connection.',
    unavailable:
      'Customer 360 cannot answer just now. Nothing is lost; try again.',
    malformed:
      'The answer cannot be read. Reload the page; the portal may have been updated.',
  },
});
