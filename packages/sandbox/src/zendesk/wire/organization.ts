import type { DeskOrganization } from '../HelpDesk.ts';
import { supportGroup } from '../deskSettings.ts';
import { instant } from './instants.ts';

const TIERS = {
  enterprise: 'tier_gold',
  'mid-market': 'tier_silver',
  smb: 'tier_standard',
} as const;

/**
 * An organization. The first of a company carries the product's account id as
 * its external id; further ones were made by hand and have none.
 *
 * @internal
 */
export function wireOrganization(
  { id, company, ordinal }: DeskOrganization,
  origin: string,
) {
  const at = instant(company.createdAt);
  return {
    url: `${origin}/api/v2/organizations/${id}.json`,
    id,
    name: ordinal === 0 ? company.name : `${company.name} (${ordinal + 1})`,
    shared_tickets: false,
    shared_comments: false,
    external_id: ordinal === 0 ? company.ids.product : null,
    created_at: at,
    updated_at: at,
    domain_names: ordinal === 0 ? [company.domain] : [],
    details: '',
    notes: company.warning ?? '',
    group_id: supportGroup.id,
    tags: [company.segment.replace('-', '_')],
    organization_fields: {
      support_tier: TIERS[company.segment],
      account_warning: company.warning ?? null,
      customer_since: company.createdAt.slice(0, 10),
    },
  };
}
