import type { FacetId } from '@customer-360/backstage-plugin-customer-360-common';
import type { HubspotConfig } from '../config/HubspotConfig';

/** Whose record it is, and which others it has taken in. */
const IDENTITY = ['domain', 'hs_additional_domains', 'hs_merged_object_ids'];

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
  const { health } = config;
  const names = [
    ...identityProperties(config),
    ...propertiesByFacet(config).flatMap(([, properties]) => properties),
  ];
  return {
    current: [...new Set(names)],
    withHistory: health?.score === undefined ? [] : [health.score],
  };
}

/** What says whose company it is. @internal */
export function identityProperties({
  externalIdProperty,
}: Pick<HubspotConfig, 'externalIdProperty'>): string[] {
  return [
    ...IDENTITY,
    ...(externalIdProperty === undefined ? [] : [externalIdProperty]),
  ];
}

/** Which facet reads which properties of the company. @internal */
export function propertiesByFacet(
  config: HubspotConfig,
): Array<readonly [FacetId, string[]]> {
  const { account, team, health, nps, contracts } = config;
  const read: Array<readonly [FacetId, Array<string | undefined>]> = [
    [
      'account',
      [
        'name',
        'domain',
        nameOf(account.segment),
        account.industry,
        account.country,
        account.timeZone,
        ...account.warnings,
        ...account.fields.map(({ property }) => property),
      ],
    ],
    ['team', team.map(({ property }) => property)],
    [
      'health',
      [
        health?.score,
        health?.updatedAt,
        health?.comment,
        ...(health?.parts.map(({ property }) => property) ?? []),
      ],
    ],
    ['surveys', [nps?.property, nps?.date, nps?.comment]],
    [
      'contracts',
      contracts?.objectType === 'companies'
        ? Object.values(contracts.properties)
        : [],
    ],
  ];
  return read.map(([facet, properties]) => [
    facet,
    properties.filter(property => property !== undefined),
  ]);
}

/** The property of a plain or a renamed mapping. @internal */
export function nameOf(
  mapping: HubspotConfig['account']['segment'],
): string | undefined {
  return typeof mapping === 'object' ? mapping.property : mapping;
}
