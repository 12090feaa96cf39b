import type { IngestedSource } from './IngestionConfig';
import type { Claim, ListedRow } from './ListedStore';

/** What becomes of an account that a source lists. */
export type Placement =
  /** It has an entity of its own. */
  | { readonly kind: 'own'; readonly name: string }
  /** It belongs to a customer that an earlier source has listed. */
  | {
      readonly kind: 'linked';
      readonly name: string;
      readonly rule: Claim['rule'];
    }
  /** It may belong to several, so it is given to none. */
  | { readonly kind: 'ambiguous' }
  /** Config says that such are no customers. */
  | { readonly kind: 'filtered' };

/** Where an account belongs. */
export function placeCustomer(
  { name, listed }: ListedRow,
  claims: readonly Claim[],
  { lifecycles }: Pick<IngestedSource, 'lifecycles'>,
): Placement {
  if (claims.length > 1) {
    return { kind: 'ambiguous' };
  }
  if (claims.length === 1) {
    return { kind: 'linked', ...claims[0] };
  }
  const wanted =
    lifecycles === undefined ||
    (listed.lifecycle !== undefined && lifecycles.includes(listed.lifecycle));
  return wanted ? { kind: 'own', name } : { kind: 'filtered' };
}

/** No company has as many levels; a loop that is longer is cut all the same. */
export const MAX_LEVELS = 20;

/**
 * The id of the parent, where there is one in the listing and going up from it
 * does not lead back.
 */
export function parentOf(
  row: ListedRow,
  ancestors: ReadonlyMap<string, ListedRow>,
): ListedRow | undefined {
  const first = ancestors.get(row.listed.parent ?? '');
  let at = first;
  for (let level = 0; at !== undefined; level++) {
    if (at.id === row.id || level === MAX_LEVELS) {
      return undefined;
    }
    at = ancestors.get(at.listed.parent ?? '');
  }
  return first;
}
