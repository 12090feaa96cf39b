import { mockServices } from '@backstage/backend-test-utils';
import type {
  BackstageCredentials,
  PermissionsServiceRequestOptions,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type ConditionalPolicyDecision,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { customerPermissions } from '@customer-360/backstage-plugin-customer-360-common';

export const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
export const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

/** Says yes to what is on the list, for everybody. */
export function allowing(...names: string[]) {
  return (permission: string) => (names.includes(permission) ? ALLOW : DENY);
}

/** All that a support agent holds: everything in full, no labels. */
export function supportAgent(permission: string): PolicyDecision {
  return permission.startsWith('customer360.label.') ||
    permission === 'customer360.nobody'
    ? DENY
    : ALLOW;
}

/** Everything in full with all labels, as an owner may hold it. */
export function everything(permission: string): PolicyDecision {
  return permission === 'customer360.nobody' ? DENY : ALLOW;
}

/** The catalog's rule of ownership for `claims`. */
export function ifOwner(...claims: string[]): ConditionalPolicyDecision {
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'catalog',
    resourceType: 'catalog-entity',
    conditions: {
      rule: 'IS_ENTITY_OWNER',
      resourceType: 'catalog-entity',
      params: { claims },
    },
  };
}

const OF_CUSTOMERS: ReadonlySet<string> = new Set([
  'catalog.entity.read',
  ...customerPermissions().map(({ name }) => name),
]);

/**
 * A company's policy that knows nothing of customers: entities are for their
 * owners, by a condition, and everything else is for everybody.
 */
export function ownersOrAll(
  permission: string,
  userRef: string,
): PolicyDecision {
  return OF_CUSTOMERS.has(permission) ? ifOwner(userRef) : ALLOW;
}

/** A permissions service that answers by `decide`; conditions count as no when asked with a ref. */
export function fakePermissions(
  decide: (permission: string, userRef: string) => PolicyDecision,
) {
  return mockServices.permissions.mock({
    authorize: async (requests, options) =>
      requests.map(({ permission }) => ({
        result:
          decide(permission.name, userOf(options)).result ===
          AuthorizeResult.ALLOW
            ? AuthorizeResult.ALLOW
            : AuthorizeResult.DENY,
      })),
    authorizeConditional: async (requests, options) =>
      requests.map(({ permission }) =>
        decide(permission.name, userOf(options)),
      ),
  });
}

function userOf(options?: PermissionsServiceRequestOptions): string {
  const credentials: BackstageCredentials | undefined =
    options && 'credentials' in options ? options.credentials : undefined;
  const principal = credentials?.principal;
  return typeof principal === 'object' &&
    principal !== null &&
    'userEntityRef' in principal
    ? String(principal.userEntityRef)
    : '';
}
