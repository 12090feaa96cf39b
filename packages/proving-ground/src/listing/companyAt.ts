import type { ListedCustomer } from '@customer-360/backstage-plugin-customer-360-node';

/** Every tenth is a parent, of the nine after it. */
const FAMILY = 10;
const SEGMENTS = ['enterprise', 'mid-market', 'small'];

/** Ids in the order of their numbers, so that a page begins where one ended. */
export function companyId(at: number): string {
  return `l${String(at).padStart(7, '0')}`;
}

/**
 * A company as a CRM lists it, with all that such a listing may have.
 *
 * @param version - another one has another name
 */
export function companyAt(
  at: number,
  version: number,
  people: number,
): ListedCustomer {
  const person = (of: number) => `p${of % people}@proving-ground.example`;
  return {
    id: companyId(at),
    title: `Company ${at} of the listing${version > 1 ? ` v${version}` : ''}`,
    domain: `company-${at}.example`,
    segment: SEGMENTS[at % SEGMENTS.length],
    lifecycle: 'active',
    owner: person(at),
    team: [
      { role: 'csm', email: person(at) },
      { role: 'account-executive', email: person(at + 1) },
    ],
    ...(at % FAMILY > 0 && { parent: companyId(at - (at % FAMILY)) }),
    links: { s1: [`x${companyId(at)}`] },
  };
}
