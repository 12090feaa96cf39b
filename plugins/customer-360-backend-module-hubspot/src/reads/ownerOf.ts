import type { RowOwner } from '@customer-360/backstage-plugin-customer-360-node';
import type { HubspotRecord } from '../api/wire';
import type { HubspotConfig } from '../config/HubspotConfig';

/**
 * Whose a company is. Its external id may be the customer's own name, and is
 * mostly another system's: it speaks for the customer, and against nobody.
 *
 * @returns undefined where the company has no domain
 * @internal
 */
export function ownerOf(
  { properties }: Pick<HubspotRecord, 'properties'>,
  { externalIdProperty }: Pick<HubspotConfig, 'externalIdProperty'>,
): RowOwner | undefined {
  const text = (name: string) => String(properties[name] ?? '').trim();
  const domains = [
    text('domain'),
    ...text('hs_additional_domains').split(';'),
  ].filter(Boolean);
  return domains.length === 0
    ? undefined
    : {
        ...(externalIdProperty !== undefined && {
          names: [text(externalIdProperty)],
        }),
        domains,
      };
}
