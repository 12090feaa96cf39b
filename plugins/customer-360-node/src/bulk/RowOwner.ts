import type { LinkedAccount } from '../source/CustomerSource';

/**
 * What a record at the source says of whose it is, for who reads many customers
 * at once and cannot ask each.
 *
 * @public
 */
export interface RowOwner {
  /** What may be the customer's name in the catalog, or its entity ref; at most 20. */
  readonly names?: readonly string[];
  /** At most 100. */
  readonly domains?: readonly string[];
}

/**
 * Whether nothing speaks against the record being the customer's: it carries the
 * customer's own name, or has its domain among its own. A subdomain is the same
 * company's. Where there is no domain to compare, another name speaks against it.
 *
 * @public
 */
export function isOwnedBy(
  owner: RowOwner,
  customer: Pick<LinkedAccount['customer'], 'ref' | 'domain'>,
): boolean {
  const { ref, domain } = customer;
  const own = [ref.slice(ref.lastIndexOf('/') + 1), ref].map(plain);
  const names = (owner.names ?? []).map(plain).filter(Boolean);
  if (names.some(name => own.includes(name))) {
    return true;
  }
  const domains = (owner.domains ?? []).map(bare).filter(Boolean);
  return domains.length === 0
    ? names.length === 0
    : domain === undefined ||
        domains.some(name => isSameCompany(name, bare(domain)));
}

function plain(text: string): string {
  return text.trim().toLowerCase();
}

function bare(domain: string): string {
  return plain(domain).replace(/^www\./, '');
}

function isSameCompany(one: string, other: string): boolean {
  return (
    one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`)
  );
}
