import { custom, standard } from './PropertyDefinition.ts';
import type { PropertyDefinition } from './PropertyDefinition.ts';

const HEALTH_PARTS = [
  ['usage', 'Usage'],
  ['support', 'Support'],
  ['billing', 'Billing'],
  ['sentiment', 'Sentiment'],
  ['engagement', 'Engagement'],
] as const;

/**
 * HubSpot's own company properties and those that the demo's company added:
 * health, survey, contract and the ids in its other systems.
 *
 * @internal
 */
export const companyProperties: readonly PropertyDefinition[] = [
  standard('name', 'Company name', 'string'),
  standard('domain', 'Company Domain Name', 'string'),
  standard('website', 'Website URL', 'string'),
  standard('phone', 'Phone Number', 'string'),
  standard('industry', 'Industry', 'enumeration'),
  standard('country', 'Country/Region', 'string'),
  standard('hs_country_code', 'Country/Region Code', 'string'),
  standard('timezone', 'Time Zone', 'string'),
  standard('createdate', 'Create Date', 'datetime'),
  standard('lifecyclestage', 'Lifecycle Stage', 'enumeration', {
    options: [
      ['lead', 'Lead'],
      ['opportunity', 'Opportunity'],
      ['customer', 'Customer'],
      ['other', 'Other'],
    ],
  }),
  standard('hs_merged_object_ids', 'Merged object IDs', 'string'),
  standard('hs_num_child_companies', 'Number of child companies', 'number'),
  standard('hs_parent_company_id', 'Parent Company', 'number', {
    referencedObjectType: 'COMPANY',
  }),
  standard('num_associated_contacts', 'Associated Contacts', 'number'),
  standard('num_associated_deals', 'Associated Deals', 'number'),
  standard('notes_last_contacted', 'Last Contacted', 'datetime'),
  standard('notes_last_updated', 'Last Activity Date', 'datetime'),
  standard('notes_next_activity_date', 'Next Activity Date', 'datetime'),
  standard(
    'hs_last_sales_activity_timestamp',
    'Last Engagement Date',
    'datetime',
  ),

  custom(
    'customer_success_manager',
    'Customer success manager',
    'enumeration',
    {
      referencedObjectType: 'OWNER',
    },
  ),
  custom('customer_lifecycle', 'Customer lifecycle', 'enumeration', {
    options: [
      ['prospect', 'Prospect'],
      ['onboarding', 'Onboarding'],
      ['active', 'Active'],
      ['churned', 'Churned'],
    ],
  }),
  custom('segment', 'Segment', 'enumeration', {
    options: [
      ['enterprise', 'Enterprise'],
      ['mid_market', 'Mid-market'],
      ['smb', 'SMB'],
    ],
  }),
  custom('account_warning', 'Warning everybody must know', 'string', {
    fieldType: 'textarea',
  }),
  custom('customer_since', 'Customer since', 'date'),
  custom('plan_name', 'Plan', 'string'),

  custom('customer_health_score', 'Health score', 'number', {
    description: '0 to 100, higher is better.',
  }),
  custom('customer_health_previous', 'Health score before', 'number'),
  custom('customer_health_updated_at', 'Health score updated', 'datetime'),
  ...HEALTH_PARTS.map(([key, label]) =>
    custom(`customer_health_${key}`, `Health: ${label}`, 'number'),
  ),
  custom('nps_score', 'NPS, latest', 'number', { description: '0 to 10.' }),
  custom('nps_date', 'NPS, latest on', 'date'),

  custom('contract_mrr', 'Contract, a month', 'number', {
    description: 'Major units of contract_currency.',
  }),
  custom('contract_annual_value', 'Contract, a year', 'number', {
    description: 'Major units of contract_currency.',
  }),
  custom('contract_currency', 'Contract currency', 'string'),
  custom('contract_start_date', 'Contract start', 'date'),
  custom('contract_end_date', 'Contract end', 'date'),
  custom('contract_notice_days', 'Notice period in days', 'number'),
  custom('contract_auto_renews', 'Renews by itself', 'bool'),

  custom('stripe_customer_id', 'Stripe customer', 'string', {
    description: 'Several by comma.',
  }),
  custom('zendesk_organization_id', 'Zendesk organization', 'string', {
    description: 'Several by comma.',
  }),
  custom('product_account_id', 'Product account', 'string', { unique: true }),
];
