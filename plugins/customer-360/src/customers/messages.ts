import type {
  CustomerLifecycle,
  LookupKind,
} from '@customer-360/backstage-plugin-customer-360-common';
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
  search: 'Find by name or domain',
  segment: 'Segment',
  lifecycle: 'Lifecycle',
  any: 'Any',
  name: 'Name',
  owner: 'Owner',
  domain: 'Domain',
  caption: 'Customers',
  loading: 'Loading the customers.',
  shown: (shown: number, all: number) => `${shown} of ${all} shown`,
  none: 'No customer matches.',
  noneMine: 'No customer is yours. Look at all you may see.',
  failed: 'The catalog cannot list customers just now. Try again.',
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
