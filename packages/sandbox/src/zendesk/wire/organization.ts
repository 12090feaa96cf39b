import type { Company } from '../../world/types.ts';
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
  { id, company, ordinal, change }: DeskOrganization,
  origin: string,
) {
  const at = instant(company.createdAt);
  return {
    url: `${origin}/api/v2/organizations/${id}.json`,
    id,
    name:
      change?.name ??
      (ordinal === 0 ? company.name : `${company.name} (${ordinal + 1})`),
    shared_tickets: false,
    shared_comments: false,
    external_id:
      change?.external_id === undefined
        ? externalIdOf(company, ordinal)
        : change.external_id,
    created_at: at,
    updated_at: change ? instant(change.updatedAt) : at,
    domain_names: [
      ...(change?.domain_names ?? (ordinal === 0 ? [company.domain] : [])),
    ],
    details: change?.details ?? '',
    notes: change?.notes ?? company.warning ?? '',
    group_id: supportGroup.id,
    tags: [...(change?.tags ?? [company.segment.replace('-', '_')])],
    organization_fields: {
      support_tier: TIERS[company.segment],
      account_warning: company.warning ?? null,
      customer_since: company.createdAt.slice(0, 10),
      ...change?.organization_fields,
    },
  };
}

function externalIdOf(company: Company, ordinal: number): string | null {
  return ordinal === 0 ? company.ids.product : null;
}
