import { custom, standard } from './PropertyDefinition.ts';
import type { PropertyDefinition } from './PropertyDefinition.ts';

/** @internal */
export const contactProperties: readonly PropertyDefinition[] = [
  standard('firstname', 'First Name', 'string'),
  standard('lastname', 'Last Name', 'string'),
  standard('email', 'Email', 'string', { unique: true }),
  standard('phone', 'Phone Number', 'string'),
  standard('jobtitle', 'Job Title', 'string'),
  standard('createdate', 'Create Date', 'datetime'),
  standard('lastmodifieddate', 'Last Modified Date', 'datetime'),
  standard('associatedcompanyid', 'Primary Associated Company ID', 'number', {
    referencedObjectType: 'COMPANY',
  }),
  standard('lifecyclestage', 'Lifecycle Stage', 'enumeration'),
  standard('hs_buying_role', 'Buying Role', 'enumeration', {
    options: [
      ['DECISION_MAKER', 'Decision Maker'],
      ['BUDGET_HOLDER', 'Budget Holder'],
      ['CHAMPION', 'Champion'],
      ['END_USER', 'End User'],
      ['EXECUTIVE_SPONSOR', 'Executive Sponsor'],
    ],
  }),
  custom('contact_role', 'Role at the customer', 'enumeration', {
    options: [
      ['primary', 'Primary'],
      ['billing', 'Billing'],
      ['technical', 'Technical'],
      ['executive', 'Executive'],
      ['user', 'User'],
    ],
  }),
];
