import {
  AuthorizeResult,
  isResourcePermission,
  type PermissionCondition,
  type PermissionCriteria,
  type Permission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  catalogEntityDeletePermission,
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  CUSTOMER_KIND,
  CUSTOMER_RESOURCE_TYPE,
  SCOPES,
  type TierGrant,
} from '@customer-360/backstage-plugin-customer-360-common';
import { isCustomer as hasRef } from '@customer-360/backstage-plugin-customer-360-node';
import { noGrants, type GrantSnapshot } from '../grants/GrantSnapshot';
import {
  basicPermissionsOf,
  customerPermissionsOf,
} from '../roles/permissionGrants';
import type { Role, RoleModel } from '../roles/Role';
import { rolesOf } from '../roles/rolesOf';

type CatalogCriteria = PermissionCriteria<
  PermissionCondition<typeof CUSTOMER_RESOURCE_TYPE>
>;

const DENY: PolicyDecision = { result: AuthorizeResult.DENY };
const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };

const isCustomer: CatalogCriteria = catalogConditions.isEntityKind({
  kinds: [CUSTOMER_KIND],
});
const isNoCustomer: CatalogCriteria = { not: isCustomer };

/**
 * The ready-made policy: roles from config decide what one may see of one's
 * own customers, of those of groups one leads, and of all others; live grants
 * add single customers and segments. It does no I/O when asked.
 *
 * What is no customer is decided by the policy it was combined with; alone, it
 * allows that.
 *
 * @public
 */
export class Customer360PermissionPolicy implements PermissionPolicy {
  readonly #model: RoleModel;
  readonly #grants: GrantSnapshot;
  readonly #theirs?: PermissionPolicy;

  /** @param grants - from `pollGrants`; none when left out */
  constructor(
    model: RoleModel,
    grants: GrantSnapshot = noGrants,
    theirs?: PermissionPolicy,
  ) {
    this.#model = model;
    this.#grants = grants;
    this.#theirs = theirs;
  }

  /**
   * A company's own policy and this one: theirs for all that is no Customer,
   * both for what is, and ours alone for the `customer360.*` permissions: one
   * that denies what it does not know would shut every page.
   *
   * @throws Error when ours is combined already: the first of theirs would be
   *   left out without a word
   */
  static combine(
    theirs: PermissionPolicy,
    ours: Customer360PermissionPolicy,
  ): Customer360PermissionPolicy {
    if (ours.#theirs) {
      throw new Error(
        'The policy of Customer 360 is combined with a policy already; combine those of your own first',
      );
    }
    return new Customer360PermissionPolicy(ours.#model, ours.#grants, theirs);
  }

  async handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const { permission } = request;
    const theirs = (await this.#theirs?.handle(request, user)) ?? ALLOW;
    if (permission.name.startsWith('customer360.')) {
      return this.#decideOurs(permission, user);
    }
    if (!isResourcePermission(permission, CUSTOMER_RESOURCE_TYPE)) {
      return theirs;
    }
    if (theirs.result === AuthorizeResult.DENY) {
      return DENY;
    }
    const ours = this.#catalogCriteria(permission, user);
    const criteria: CatalogCriteria = ours
      ? { anyOf: [isNoCustomer, ours] }
      : isNoCustomer;
    return createCatalogConditionalDecision(
      permission,
      theirs.result === AuthorizeResult.CONDITIONAL
        ? { allOf: [theirs.conditions as CatalogCriteria, criteria] }
        : criteria,
    );
  }

  #decideOurs(
    permission: Permission,
    user: PolicyQueryUser | undefined,
  ): PolicyDecision {
    if (!isResourcePermission(permission, CUSTOMER_RESOURCE_TYPE)) {
      return this.#rolesOf(user).some(role =>
        basicPermissionsOf(role).has(permission.name),
      )
        ? ALLOW
        : DENY;
    }
    const criteria = this.#scopeCriteria(user, grant =>
      customerPermissionsOf(grant).has(permission.name),
    );
    if (criteria === isCustomer) {
      // Held for every customer, and our permissions are asked of nothing else:
      // said without a condition, which whoever asks would have to take apart.
      return ALLOW;
    }
    return criteria
      ? createCatalogConditionalDecision(permission, criteria)
      : DENY;
  }

  /** Which customers the catalog's own permissions are allowed on. */
  #catalogCriteria(
    permission: Permission,
    user: PolicyQueryUser | undefined,
  ): CatalogCriteria | undefined {
    switch (permission.name) {
      case catalogEntityReadPermission.name:
      case catalogEntityRefreshPermission.name:
        return this.#scopeCriteria(user, () => true);
      case catalogEntityDeletePermission.name:
        return this.#scopeCriteria(user, ({ tier }) => tier === 'admin');
      default:
        return undefined;
    }
  }

  #scopeCriteria(
    user: PolicyQueryUser | undefined,
    gives: (grant: TierGrant) => boolean,
  ): CatalogCriteria | undefined {
    if (!user) {
      return undefined;
    }
    const scopes = new Set(
      this.#rolesOf(user).flatMap(role =>
        SCOPES.filter(scope => {
          const grant = role.scopes[scope];
          return grant !== undefined && gives(grant);
        }),
      ),
    );
    if (scopes.size === SCOPES.length) {
      return isCustomer;
    }
    const own = [user.info.userEntityRef];
    const team = this.#model.ledGroups.get(user.info.userEntityRef) ?? [];
    const isOwn = catalogConditions.isEntityOwner({ claims: own });
    const isTeams = catalogConditions.isEntityOwner({ claims: [...team] });
    const criteria: CatalogCriteria[] = [];
    if (scopes.has('own')) {
      criteria.push({ allOf: [isCustomer, isOwn] });
    }
    // An account of one's own that one's team has too is one's own.
    if (scopes.has('team') && team.length > 0) {
      criteria.push({ allOf: [isCustomer, isTeams, { not: isOwn }] });
    }
    if (scopes.has('others')) {
      criteria.push({
        allOf: [
          isCustomer,
          {
            not: catalogConditions.isEntityOwner({ claims: [...own, ...team] }),
          },
        ],
      });
    }
    criteria.push(...this.#grantCriteria(user, gives));
    const [first, ...rest] = criteria;
    return first && { anyOf: [first, ...rest] };
  }

  /** All customers that are granted stand in one condition, however many. */
  #grantCriteria(
    user: PolicyQueryUser,
    gives: (grant: TierGrant) => boolean,
  ): CatalogCriteria[] {
    // A grant widens what a role shows; without any role there is none.
    const grants =
      this.#rolesOf(user).length > 0
        ? this.#grants.of(user.info.userEntityRef).filter(gives)
        : [];
    const refs = new Set<string>();
    const segments = new Set<string>();
    for (const { scope } of grants) {
      if (scope.kind === 'customer') {
        refs.add(scope.ref);
      } else {
        segments.add(scope.segment);
      }
    }
    return [
      ...(refs.size > 0 ? [hasRef({ refs: [...refs] })] : []),
      ...[...segments].map(value => ({
        allOf: [
          isCustomer,
          catalogConditions.hasSpec({ key: 'segment', value }),
        ] as [CatalogCriteria, CatalogCriteria],
      })),
    ];
  }

  /** `info` comes with the question; asking for it again would be I/O. */
  #rolesOf(user: PolicyQueryUser | undefined): Role[] {
    return rolesOf(this.#model, user?.info.ownershipEntityRefs ?? []);
  }
}
