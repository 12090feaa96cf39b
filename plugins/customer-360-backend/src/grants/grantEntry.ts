import type { Grant } from '@customer-360/backstage-plugin-customer-360-common';
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
 * The row for it. Whom it is for stands in the grant, where it can be erased,
 * and not in the ledger, where it could not.
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
      ...(grant.tier && { tier: grant.tier }),
      ...(scope?.kind === 'segment' && { segment: scope.segment }),
    },
  };
}
