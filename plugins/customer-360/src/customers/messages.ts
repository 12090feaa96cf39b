import type {
  CustomerLifecycle,
  LookupKind,
  RiskBand,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { Customer360ErrorKind } from '../api/Customer360Error';
import { createMessages } from '../messages/MessageRoom';

const lookupKinds: Record<LookupKind, string> = {
  email: 'Contact e-mail',
  invoice: 'Invoice number',
  ticket: 'Ticket number',
  user: 'Product user id',
  account: 'Product account id',
};

const lifecycles: Record<CustomerLifecycle, string> = {
  prospect: 'Prospect',
  onboarding: 'Onboarding',
  active: 'Active',
  churned: 'Churned',
};

const risks: Record<RiskBand, string> = {
  high: 'High risk',
  medium: 'Some risk',
  unknown: 'Risk not known',
  low: 'Low risk',
  none: 'Nothing to renew',
};

const exportErrors: Partial<Record<Customer360ErrorKind, string>> = {
  denied: 'Nothing was exported: it takes customer360.export.',
  invalid:
    'Nothing was exported: a file has at most 5,000 customers. Narrow the list.',
};

/** @internal */
export const customersMessages = createMessages('customers', {
  title: 'Customers',
  pages: 'Pages about customers',
  grants: 'Access requests',
  roles: 'Roles and people',
  sources: 'Sources',
  ledger: 'Ledger',
  ledgerUsage: 'Use of the page',
  mine: 'Mine',
  all: 'All I may see',
  scope: 'Which customers',
  search: 'Name, domain or id',
  segment: 'Segment',
  lifecycle: 'Lifecycle',
  any: 'Any',
  customer: 'Customer',
  owner: 'Owner',
  mrr: 'MRR',
  change: '30 days',
  renews: 'Renews',
  notice: 'Notice',
  health: 'Health',
  severity1: 'Sev 1',
  why: 'Why it is here',
  oldest: 'Oldest figure',
  caption: 'Customers',
  restricted: 'Restricted',
  unknown: 'Not known',
  coverage: (share: string) => `${share} of the inputs are there`,
  openEnded: 'open-ended',
  inDays: (days: number) => `${days} d`,
  ends: (day: string) => `ends ${day}`,
  past: 'past',
  risks,
  moreReasons: (count: number) => `, ${count} more`,
  chips: {
    renewing: 'Renewing in 60 days',
    dormant: 'Dormant',
    urgent: 'Urgent tickets',
  },
  counted: (label: string, count: string) => `${label} · ${count}`,
  more: (count: string) => `${count} and more`,
  byRisk: 'Money at risk first',
  riskFirst: 'money at risk first',
  coversWhat:
    'Amounts in the customer’s currency, never added. Covers what you may see.',
  removeOwner: 'Remove this filter',
  ownedBy: 'Owner:',
  exportList: 'Export',
  exporting: 'Making the file.',
  exported: (file: string) =>
    `${file} is saved. Each customer in it is on record.`,
  exportErrors,
  recent: 'Opened lately',
  convertedBy: (currency: string, day: string) =>
    `Put in order by ${currency} at rates of ${day}.`,
  first: 'First page',
  loading: 'Loading the customers.',
  shown: (shown: number, all: string) => `${shown} of ${all} shown`,
  none: 'No customer matches.',
  noneMine: 'No customer is yours. Look at all you may see.',
  failed: 'Customers cannot be listed just now. Nothing is lost; try again.',
  retry: 'Try again',
  next: 'Next page',
  previous: 'Previous page',
  lookupTitle: 'Who is calling?',
  lookupKind: 'What they give',
  lookupValue: 'Find by e-mail, invoice, ticket, user or account id',
  find: 'Find',
  finding: 'Asking the sources.',
  found: (n: number) =>
    n === 1 ? '1 customer found.' : `${n} customers found.`,
  lookupNone: 'No customer that you may see has this.',
  knownBy: (source: string) => `known by ${source}`,
  couldNotAsk: (titles: string) =>
    `Could not ask ${titles}; the list may be short.`,
  bySourceLoading: (source: string) => `Looking for the customer of ${source}.`,
  bySourceNone: (source: string, id: string) =>
    `No customer that you may see is linked to ${id} at ${source}.`,
  toList: 'All customers',
  lifecycles,
  lookupKinds,
});
