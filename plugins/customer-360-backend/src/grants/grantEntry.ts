import {
  SECTIONS,
  type Grant,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { Reader } from '../access/Reader';
import type { LedgerEntry } from '../ledger/LedgerStore';

/** What somebody does to a grant. */
export type GrantAct =
  | 'requested'
  | 'approved'
  | 'refused'
  | 'revoked'
  | 'break_glass';

/**
 * The row for it, with all that was given by it: the grant may be erased. Whom it
 * is for stands in the grant alone, where it can be erased; in the ledger it
 * could not.
 *
 * @param grant - its id alone where no more is known yet
 */
export function grantEntry(
  reader: Reader,
  step: GrantAct,
  grant: Pick<Grant, 'id'> & Partial<Grant>,
): LedgerEntry {
  const { scope } = grant;
  return {
    kind: step === 'break_glass' ? 'break_glass' : 'grant',
    actorRef: reader.userRef,
    requestId: reader.requestId,
    ...(scope?.kind === 'customer' && { customerRef: scope.ref }),
    facets: {},
    labels: grant.labels ?? [],
    detail: {
      step,
      grant: grant.id,
      ...(grant.tier && {
        tier: grant.tier,
        sections: sectionsOf(grant.sections),
      }),
      ...(grant.expiresAt && { expires: grant.expiresAt }),
      ...(scope?.kind === 'segment' && { segment: scope.segment }),
    },
  };
}

/** Ids of sections, and no other word, however many were asked for. */
function sectionsOf(sections: Grant['sections']): string {
  return sections
    ? SECTIONS.filter(section => sections.includes(section)).join(',')
    : 'all';
}
