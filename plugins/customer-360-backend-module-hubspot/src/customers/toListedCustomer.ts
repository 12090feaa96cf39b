import {
  Drift,
  type ListedCustomer,
} from '@customer-360/backstage-plugin-customer-360-node';
import { toShortText } from '@customer-360/backstage-plugin-customer-360-common';
import type { HubspotRecord } from '../api/wire';
import type { HubspotConfig } from '../config/HubspotConfig';
import { nameOf } from '../reads/companyProperties';
import { Properties } from '../values/Properties';

const EMAIL = /^[^\s@,]{1,64}@[^\s@,]{1,189}$/;
const DOMAIN = /^[a-z0-9.-]{1,190}\.[a-z0-9-]{1,60}$/;
const ID = /^[^\s,]{1,255}$/;
const MAX_LINKED_IDS = 20;

/** Properties that a listing needs. @internal */
export function listedProperties(config: HubspotConfig): string[] {
  const names = [
    'name',
    'domain',
    'hubspot_owner_id',
    'hs_lastmodifieddate',
    nameOf(config.account.segment),
    config.customers.lifecycle.property,
    ...config.team.map(({ property }) => property),
    ...Object.values(config.customers.links),
  ];
  return [...new Set(names.filter(name => name !== undefined))];
}

/**
 * A company as a customer of the catalog. What does not fit is left out: one
 * odd company must not keep the others from the catalog.
 *
 * @internal
 */
export function toListedCustomer(
  config: HubspotConfig,
  record: HubspotRecord,
  known: { emails: ReadonlyMap<string, string>; parent?: string },
): ListedCustomer {
  const properties = new Properties(record.properties, new Drift());
  const emailOf = (property: string) => {
    const email = known.emails.get(properties.text(property) ?? '');
    return email !== undefined && EMAIL.test(email) ? email : undefined;
  };
  const domain = properties.text('domain')?.toLowerCase();
  const { lifecycle, links } = config.customers;
  return {
    id: record.id,
    title: toShortText(
      properties.text('name') ?? domain ?? `Company ${record.id}`,
    ).slice(0, 200),
    domain: domain !== undefined && DOMAIN.test(domain) ? domain : undefined,
    segment: segmentOf(config, properties),
    lifecycle: lifecycle.values[properties.text(lifecycle.property) ?? ''],
    owner: emailOf('hubspot_owner_id'),
    team: config.team.flatMap(({ role, property }) => {
      const email = emailOf(property);
      return email === undefined || !/^[a-z][a-z0-9-]{0,62}$/.test(role)
        ? []
        : [{ role, email }];
    }),
    parent: known.parent,
    links: Object.fromEntries(
      Object.entries(links).map(([source, property]) => [
        source,
        (properties.text(property) ?? '')
          .split(/[,;]/)
          .map(id => id.trim())
          .filter(id => ID.test(id))
          .slice(0, MAX_LINKED_IDS),
      ]),
    ),
    updatedAt: properties.instant('hs_lastmodifieddate'),
  };
}

function segmentOf(
  { account: { segment } }: HubspotConfig,
  properties: Properties,
): string | undefined {
  const value = properties.text(nameOf(segment));
  const shown =
    value !== undefined && typeof segment === 'object'
      ? segment.values[value] ?? value
      : value;
  return shown?.slice(0, 63);
}
