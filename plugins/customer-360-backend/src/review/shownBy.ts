import {
  tierPermissions,
  type AccessReason,
} from '@customer-360/backstage-plugin-customer-360-common';

/**
 * One sentence: by which of the reasons somebody sees it. Names none where they
 * do not come to it, as behind a policy that is not one of roles. Pure.
 *
 * @param seen - `all of billing`
 * @param needs - names of the permissions that show it
 */
export function shownBy(
  seen: string,
  needs: readonly string[],
  reasons: readonly AccessReason[],
): string {
  const roles = reasons.filter(({ via }) => via === 'role');
  const byGrant = give(
    reasons.filter(({ via }) => via === 'grant'),
    needs,
  );
  if (give(roles, needs)) {
    const too = byGrant ? ', and so does an exception' : '';
    return `Your role shows you ${seen} for ${whose(roles)}${too}.`;
  }
  if (byGrant) {
    return `An exception shows you ${seen} for this customer.`;
  }
  return give(reasons, needs)
    ? `Your role and an exception together show you ${seen} for this customer.`
    : `You see ${seen} for this customer.`;
}

function give(
  reasons: readonly AccessReason[],
  needs: readonly string[],
): boolean {
  const given = new Set(reasons.flatMap(it => [...tierPermissions(it)]));
  return needs.every(name => given.has(name));
}

function whose(roles: readonly AccessReason[]): string {
  const areAll = (scope: string) =>
    roles.every(role => role.via === 'role' && role.scope === scope);
  if (areAll('own')) {
    return 'your own customers';
  }
  return areAll('team') ? 'the customers of your team' : 'this customer';
}
