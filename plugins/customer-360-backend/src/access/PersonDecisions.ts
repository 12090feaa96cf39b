import type { PermissionsService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import { accessPermission } from '@customer-360/backstage-plugin-customer-360-common';
import { LRUCache } from 'lru-cache';
import { askPortal } from '../portal/askPortal';
import type { Reader } from './Reader';

/** What the policy says of a person: decisions and conditions, no customer yet. */
export interface PersonDecisions {
  /** To use Customer 360 at all. */
  readonly mayUse: boolean;
  readonly resource: ReadonlyMap<string, PolicyDecision>;
}

/** Asks the policy about a person. */
export interface PersonDecisionSource {
  of(reader: Reader): Promise<PersonDecisions>;
  /** Something that no view depends on; asked each time. */
  holds(reader: Reader, permission: BasicPermission): Promise<boolean>;
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
  readonly #asked: readonly ResourcePermission[];
  readonly #observer?: DecisionObserver;
  readonly #known?: LRUCache<string, { decisions: Promise<PersonDecisions> }>;

  constructor(options: {
    permissions: PermissionsService;
    /** What has to be known for a view. */
    asked: readonly ResourcePermission[];
    /** At most 2.5 seconds, which is the default; 0 to ask every time. */
    keptMs?: number;
    observer?: DecisionObserver;
  }) {
    this.#observer = options.observer;
    const ttl = Math.min(options.keptMs ?? KEPT_MS, KEPT_MS);
    this.#known = ttl > 0 ? new LRUCache({ max: MAX_PEOPLE, ttl }) : undefined;
    this.#permissions = options.permissions;
    this.#asked = options.asked;
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

  async holds(
    { credentials }: Reader,
    permission: BasicPermission,
  ): Promise<boolean> {
    const [decision] = await askPortal(() =>
      this.#permissions.authorize([{ permission }], { credentials }),
    ).catch(cannotBeChecked);
    return decision?.result === AuthorizeResult.ALLOW;
  }

  async #ask({ credentials }: Reader): Promise<PersonDecisions> {
    const [use, ...decisions] = await askPortal(() =>
      this.#permissions.authorizeConditional(
        // In one question: the service decides basic permissions here as well,
        // only its type says otherwise.
        [accessPermission, ...this.#asked].map(permission => ({
          permission: permission as ResourcePermission,
        })),
        { credentials },
      ),
    ).catch(cannotBeChecked);
    return {
      mayUse: use?.result === AuthorizeResult.ALLOW,
      resource: new Map(this.#asked.map(({ name }, i) => [name, decisions[i]])),
    };
  }
}

/** Without a cause: a status on it would become the status of our answer. */
function cannotBeChecked(): never {
  throw new ServiceUnavailableError(
    'Your rights cannot be checked now, so nothing is shown. Try again in a moment.',
  );
}
