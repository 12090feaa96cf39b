import type { LinkedAccount } from '@customer-360/backstage-plugin-customer-360-node';
import type { HubspotRecord } from '../api/wire';
import type { HubspotConfig } from '../config/HubspotConfig';

/**
 * Whether nothing in the company speaks against it being the customer. It is
 * where it carries the customer's own id; else its domains, where it has any,
 * must have the customer's among them: a subdomain is the same company's.
 *
 * @internal
 */
export function isCompanyOf(
  { properties }: HubspotRecord,
  { domain, ref }: LinkedAccount['customer'],
  { externalIdProperty }: HubspotConfig,
): boolean {
  const text = (name: string) =>
    String(properties[name] ?? '')
      .trim()
      .toLowerCase();
  const own = [ref.slice(ref.lastIndexOf('/') + 1), ref];
  if (
    externalIdProperty !== undefined &&
    own.some(name => name.toLowerCase() === text(externalIdProperty))
  ) {
    return true;
  }
  const domains = [text('domain'), ...text('hs_additional_domains').split(';')]
    .map(bare)
    .filter(name => name.length > 0);
  return (
    domain === undefined ||
    domains.length === 0 ||
    domains.some(name => isSameCompany(name, bare(domain.toLowerCase())))
  );
}

function bare(domain: string): string {
  return domain.trim().replace(/^www\./, '');
}

function isSameCompany(one: string, other: string): boolean {
  return (
    one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`)
  );
}
