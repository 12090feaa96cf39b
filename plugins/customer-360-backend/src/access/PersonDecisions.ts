import type { PermissionsService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  basicPermissions,
  customerPermissions,
} from '@customer-360/backstage-plugin-customer-360-common';
import { LRUCache } from 'lru-cache';
import type { Reader } from './Reader';

/** What the policy says of a person: decisions and conditions, no customer yet. */
export interface PersonDecisions {
  readonly resource: ReadonlyMap<string, PolicyDecision>;
  readonly basic: ReadonlyMap<string, boolean>;
}

/** Asks the policy about a person. */
export interface PersonDecisionSource {
  of(reader: Reader): Promise<PersonDecisions>;
}

/** Told how each question about a person was answered. */
export interface DecisionObserver {
  onDecisions(outcome: 'cached' | 'asked'): void;
}

const MAX_PEOPLE = 10_000;
/** A revoked right is gone this long after, at the latest; it is never served older. */
const KEPT_MS = 2_500;

/** One question for all permissions, kept for a moment under the token's hash. */
export class CachedPersonDecisions implements PersonDecisionSource {
  readonly #permissions: PermissionsService;
  readonly #resourcePermissions: readonly ResourcePermission[];
  readonly #observer?: DecisionObserver;
  readonly #known?: LRUCache<string, { decisions: Promise<PersonDecisions> }>;

  constructor(options: {
    permissions: PermissionsService;
    labels: readonly string[];
    /** At most 2.5 seconds, which is the default; 0 to ask every time. */
    keptMs?: number;
    observer?: DecisionObserver;
  }) {
    this.#observer = options.observer;
    const ttl = Math.min(options.keptMs ?? KEPT_MS, KEPT_MS);
    this.#known = ttl > 0 ? new LRUCache({ max: MAX_PEOPLE, ttl }) : undefined;
    this.#permissions = options.permissions;
    this.#resourcePermissions = [
      catalogEntityReadPermission,
      ...customerPermissions(options.labels),
    ];
  }

  of(reader: Reader): Promise<PersonDecisions> {
    const known = this.#known?.get(reader.tokenHash);
    this.#observer?.onDecisions(known ? 'cached' : 'asked');
    if (known) {
      return known.decisions;
    }
    const decisions = this.#ask(reader);
    this.#known?.set(reader.tokenHash, { decisions });
    decisions.catch(() => this.#known?.delete(reader.tokenHash));
    return decisions;
  }

  async #ask(reader: Reader): Promise<PersonDecisions> {
    const { credentials } = reader;
    try {
      const [resource, basic] = await Promise.all([
        this.#permissions.authorizeConditional(
          this.#resourcePermissions.map(permission => ({ permission })),
          { credentials },
        ),
        this.#permissions.authorize(
          basicPermissions.map(permission => ({ permission })),
          { credentials },
        ),
      ]);
      return {
        resource: new Map(
          this.#resourcePermissions.map(({ name }, i) => [name, resource[i]]),
        ),
        basic: new Map(
          basicPermissions.map(({ name }, i) => [
            name,
            basic[i]?.result === AuthorizeResult.ALLOW,
          ]),
        ),
      };
    } catch {
      throw new ServiceUnavailableError(
        'Your rights cannot be checked now, so nothing is shown. Try again in a moment.',
      );
    }
  }
}
