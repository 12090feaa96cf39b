import type { Company, Staff, World } from '../../world/types.ts';
import type { CrmRecord } from './CrmRecord.ts';
import {
  dayOf,
  instantOf,
  latest,
  majorUnits,
  propertyValue,
} from './values.ts';

const STAGES = {
  prospect: 'opportunity',
  onboarding: 'customer',
  active: 'customer',
  churned: 'other',
} as const;

const SEGMENTS = {
  enterprise: 'enterprise',
  'mid-market': 'mid_market',
  smb: 'smb',
} as const;

const countryNames = new Intl.DisplayNames('en', { type: 'region' });

/**
 * When a company's record was changed last, and what of its activities decides
 * that: cheap beside the whole record.
 *
 * @internal
 */
export function companyStamp(
  { createdAt, relationship }: Company,
  today: string,
) {
  const activities = [
    ...relationship.meetings,
    ...relationship.calls,
    ...relationship.notes,
    ...relationship.emails,
  ].map(activity => activity.at);
  // Instants of the world are written alike: the greatest text is the latest.
  let last = '';
  let next: string | undefined;
  for (const at of activities) {
    if (at > today) {
      next = next === undefined || at < next ? at : next;
    } else if (at > last) {
      last = at;
    }
  }
  const lastActivity = last === '' ? undefined : instantOf(last);
  const created = instantOf(createdAt);
  return {
    lastActivity,
    nextActivity: next,
    updatedAt:
      latest([created, relationship.healthUpdatedAt, lastActivity]) ?? created,
  };
}

/**
 * A company as its CRM record.
 *
 * @internal
 */
export function companyRecord(
  company: Company,
  staff: ReadonlyMap<string, Staff>,
  world: World,
): CrmRecord {
  const { relationship, contract } = company;
  const { lastActivity, nextActivity, updatedAt } = companyStamp(
    company,
    world.today,
  );
  const health = new Map(
    relationship.healthParts.map(part => [part.key, part.score]),
  );
  const parent =
    company.parentIndex === undefined
      ? undefined
      : world.company(company.parentIndex).ids.hubspot;
  const createdAt = instantOf(company.createdAt);
  const money = (amount: number | undefined) =>
    contract && amount !== undefined
      ? majorUnits(amount, contract.currency)
      : undefined;

  return {
    type: 'companies',
    id: company.ids.hubspot,
    createdAt,
    updatedAt,
    properties: record({
      name: company.name,
      domain: company.domain,
      website: `https://www.${company.domain}`,
      phone: company.people.find(person => person.phone)?.phone,
      industry: company.industry.toUpperCase().replace(/[^A-Z]+/g, '_'),
      country: countryNames.of(company.country),
      hs_country_code: company.country,
      timezone: company.timeZone,
      createdate: createdAt,
      hs_createdate: createdAt,
      hs_lastmodifieddate: updatedAt,
      lifecyclestage: STAGES[company.lifecycle],
      hubspot_owner_id: staff.get(company.accountExecutive)?.hubspotOwnerId,
      hs_num_child_companies: company.childIndexes.length,
      hs_parent_company_id: parent,
      num_associated_contacts: company.people.length,
      num_associated_deals: relationship.opportunities.length,
      notes_last_contacted: lastActivity,
      notes_last_updated: lastActivity,
      hs_last_sales_activity_timestamp: lastActivity,
      notes_next_activity_date: nextActivity && instantOf(nextActivity),

      customer_success_manager: staff.get(company.csm)?.hubspotOwnerId,
      customer_lifecycle: company.lifecycle,
      segment: SEGMENTS[company.segment],
      account_warning: company.warning,
      customer_since: dayOf(company.createdAt),
      plan_name: company.usage.plan,
      customer_health_score: relationship.health,
      customer_health_previous: relationship.healthPrevious,
      customer_health_updated_at:
        relationship.healthUpdatedAt && instantOf(relationship.healthUpdatedAt),
      customer_health_usage: health.get('usage'),
      customer_health_support: health.get('support'),
      customer_health_billing: health.get('billing'),
      customer_health_sentiment: health.get('sentiment'),
      customer_health_engagement: health.get('engagement'),
      nps_score: relationship.nps,
      nps_date: relationship.npsAt && dayOf(relationship.npsAt),

      contract_mrr: money(contract && Math.round(contract.annualValue / 12)),
      contract_annual_value: money(contract?.annualValue),
      contract_currency: contract?.currency,
      contract_start_date: contract?.startDay,
      contract_end_date: contract?.endDay,
      contract_notice_days: contract?.noticeDays,
      contract_auto_renews: contract?.autoRenews,

      stripe_customer_id: company.ids.stripe.join(','),
      zendesk_organization_id: company.ids.zendesk.join(','),
      product_account_id: company.ids.product,
    }),
    ...(relationship.healthUpdatedAt !== undefined && {
      changedAt: {
        customer_health_score: instantOf(relationship.healthUpdatedAt),
      },
    }),
    ...(relationship.healthPrevious !== undefined && {
      history: {
        customer_health_score: [
          { value: String(relationship.healthPrevious), at: createdAt },
        ],
      },
    }),
  };
}

function record(
  values: Record<string, string | number | boolean | undefined>,
): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, propertyValue(value)]),
  );
}
