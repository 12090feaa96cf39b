import type {
  Grant,
  GrantScope,
  LiveGrant,
} from '@customer-360/backstage-plugin-customer-360-common';

/**
 * What somebody sees by an exception they do not hand on for longer than they
 * have it, and what they see because glass was broken not at all: two people
 * could otherwise keep each other's exceptions alive for ever.
 *
 * That they may hold the same by their role cannot be seen from the answer of
 * a policy, so an exception of their own counts against them either way.
 *
 * @param own - of who is to approve, those of a moment ago among them
 * @returns the one that stands against it
 */
export function ownExceptionAgainst(
  own: readonly LiveGrant[],
  asked: Pick<Grant, 'scope' | 'expiresAt'>,
): LiveGrant | undefined {
  return own.find(
    held =>
      mayCover(held.scope, asked.scope) &&
      (held.breakGlass || held.expiresAt < asked.expiresAt),
  );
}

/** Which customers are in a segment is not known here. */
function mayCover(held: GrantScope, asked: GrantScope): boolean {
  if (held.kind === 'segment') {
    return asked.kind === 'customer' || sameText(held.segment, asked.segment);
  }
  return asked.kind === 'customer' && sameText(held.ref, asked.ref);
}

function sameText(one: string, other: string): boolean {
  return one.toLocaleLowerCase('en-US') === other.toLocaleLowerCase('en-US');
}
