import type {
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { ServiceUnavailableError } from '@backstage/errors';
import { permissionRules } from '@backstage/plugin-catalog-backend/alpha';
import {
  AuthorizeResult,
  type PermissionCondition,
  type PermissionCriteria,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  type PermissionRuleset,
} from '@backstage/plugin-permission-node';
import { isCustomerRule } from '@customer-360/backstage-plugin-customer-360-node';
import { askPortal } from '../portal/askPortal';
import type { PersonDecisions } from './PersonDecisions';
import type { Reader } from './Reader';

/** Applies a person's conditions to one customer. */
export interface CustomerRights {
  /** Names of those of the permissions that hold for this entity. */
  allowed(
    reader: Reader,
    decisions: PersonDecisions,
    entity: Entity,
    permissions: readonly ResourcePermission[],
  ): Promise<ReadonlySet<string>>;
}

type CatalogRule =
  | (typeof permissionRules)[keyof typeof permissionRules]
  | typeof isCustomerRule;

const KNOWN_RULES = new Map<string, CatalogRule>(
  [...Object.values(permissionRules), isCustomerRule].map(rule => [
    rule.name,
    rule,
  ]),
);

const RULESET: PermissionRuleset<Entity> = {
  getRuleByName(name) {
    const rule = KNOWN_RULES.get(name);
    if (!rule) {
      throw new Error('A condition of the policy uses a rule unknown here');
    }
    return rule;
  },
};

/** Our own, which a form for roles may offer beside our permissions. */
const WITHOUT_CONDITIONS = 'customer-360';

/**
 * Evaluates in process with the catalog's published rules and ours, which takes
 * microseconds; what uses a rule of somebody else's is asked of the policy
 * with the customer's ref, all of it at once.
 */
export class InProcessCustomerRights implements CustomerRights {
  readonly #permissions: PermissionsService;
  readonly #logger: LoggerService;
  readonly #holds = createConditionAuthorizer(RULESET);
  /** Permissions whose useless conditions the log has named. */
  readonly #named = new Set<string>();

  constructor(options: {
    permissions: PermissionsService;
    logger: LoggerService;
  }) {
    this.#permissions = options.permissions;
    this.#logger = options.logger;
  }

  async allowed(
    reader: Reader,
    decisions: PersonDecisions,
    entity: Entity,
    permissions: readonly ResourcePermission[],
  ): Promise<ReadonlySet<string>> {
    const allowed = new Set<string>();
    const unknown: ResourcePermission[] = [];
    for (const permission of permissions) {
      const decision = decisions.resource.get(permission.name);
      if (decision === undefined) {
        continue;
      }
      if (cannotBeApplied(decision)) {
        this.#tellOnce(permission.name);
      } else if (usesForeignRule(decision)) {
        unknown.push(permission);
      } else if (this.#holds(decision, entity)) {
        allowed.add(permission.name);
      }
    }
    if (unknown.length > 0) {
      for (const name of await this.#ask(reader, entity, unknown)) {
        allowed.add(name);
      }
    }
    return allowed;
  }

  #tellOnce(permission: string): void {
    if (!this.#named.has(permission)) {
      this.#named.add(permission);
      this.#logger.warn(
        `The policy answers ${permission} with a condition of the plugin ${WITHOUT_CONDITIONS}, which has none, so it counts as denied. Customers are entities of the catalog: have the policy answer with a condition of the plugin catalog`,
      );
    }
  }

  async #ask(
    reader: Reader,
    entity: Entity,
    permissions: readonly ResourcePermission[],
  ): Promise<string[]> {
    const resourceRef = stringifyEntityRef(entity);
    try {
      const answers = await askPortal(() =>
        this.#permissions.authorize(
          permissions.map(permission => ({ permission, resourceRef })),
          { credentials: reader.credentials },
        ),
      );
      return permissions.flatMap(({ name }, i) =>
        answers[i]?.result === AuthorizeResult.ALLOW ? [name] : [],
      );
    } catch {
      throw new ServiceUnavailableError(
        'Your rights cannot be checked now, so nothing is shown. Try again in a moment.',
      );
    }
  }
}

/** Asked about it the policy would fail, and the whole page with it. */
function cannotBeApplied(decision: PolicyDecision): boolean {
  return (
    decision.result === AuthorizeResult.CONDITIONAL &&
    decision.pluginId === WITHOUT_CONDITIONS
  );
}

function usesForeignRule(decision: PolicyDecision): boolean {
  return (
    decision.result === AuthorizeResult.CONDITIONAL &&
    (decision.pluginId !== 'catalog' || hasForeignRule(decision.conditions))
  );
}

function hasForeignRule(
  criteria: PermissionCriteria<PermissionCondition>,
): boolean {
  if ('allOf' in criteria) {
    return criteria.allOf.some(hasForeignRule);
  }
  if ('anyOf' in criteria) {
    return criteria.anyOf.some(hasForeignRule);
  }
  if ('not' in criteria) {
    return hasForeignRule(criteria.not);
  }
  return !KNOWN_RULES.has(criteria.rule);
}
