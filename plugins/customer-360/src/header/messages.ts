import type { CustomerLifecycle } from '@customer-360/backstage-plugin-customer-360-common';
import { createMessages } from '../messages/MessageRoom';

const lifecycles: Record<CustomerLifecycle, string> = {
  prospect: 'Prospect',
  onboarding: 'Onboarding',
  active: 'Active',
  churned: 'Churned',
};

/** @internal */
export const headerMessages = createMessages('header', {
  customers: 'Customers',
  accounts: (n: number) =>
    n === 1 ? '1 account below' : `${n} accounts below`,
  lifecycles,
  roles: {
    csm: 'CSM',
    'account-executive': 'Account executive',
    'support-agent': 'Support',
  } as Record<string, string>,
  plan: 'Plan',
  refresh: 'Refresh',
  refreshing: 'Refreshing…',
  more: 'More',
  copyLink: 'Copy the link',
  linkCopied: 'The link is copied.',
  inspect: 'Inspect the entity',
  sections: 'Sections of the customer',
  changes: (n: number) => (n === 1 ? '1 change' : `${n} changes`),
  people: 'Who looks after them',
  contact: 'Contact',
  mail: (name: string, address: string) => `Mail ${name}, ${address}`,
  ring: (name: string, number: string) => `Ring ${name}, ${number}`,
  theirTime: (time: string) => `Their time ${time}`,
});
