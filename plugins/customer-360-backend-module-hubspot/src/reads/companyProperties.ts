import type { HubspotConfig } from '../config/HubspotConfig';

/**
 * Every property of the company that any facet needs, so that one call serves
 * them all.
 *
 * @internal
 */
export function companyProperties(config: HubspotConfig): {
  current: string[];
  withHistory: string[];
} {
  const { account, team, health, nps, contracts } = config;
  const names = [
    'name',
    'domain',
    'hs_merged_object_ids',
    nameOf(account.segment),
    account.industry,
    account.country,
    account.timeZone,
    ...account.warnings,
    ...account.fields.map(({ property }) => property),
    ...team.map(({ property }) => property),
    health?.score,
    health?.updatedAt,
    health?.comment,
    ...(health?.parts.map(({ property }) => property) ?? []),
    nps?.property,
    nps?.date,
    nps?.comment,
    ...(contracts?.objectType === 'companies'
      ? Object.values(contracts.properties)
      : []),
  ];
  return {
    current: [...new Set(names.filter(name => name !== undefined))],
    withHistory: health?.score === undefined ? [] : [health.score],
  };
}

/** The property of a plain or a renamed mapping. @internal */
export function nameOf(
  mapping: HubspotConfig['account']['segment'],
): string | undefined {
  return typeof mapping === 'object' ? mapping.property : mapping;
}
