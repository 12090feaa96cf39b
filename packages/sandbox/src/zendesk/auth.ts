import { randomBytes } from 'node:crypto';
import { demoCredentials } from '../server/credentials.ts';
import type { VendorContext, VendorRequest } from '../server/types.ts';
import { zendeskErrors } from './ZendeskError.ts';

/** Zendesk's bounds of a token's life, in seconds, both excluded. */
const MIN_LIFE_S = 300;
const MAX_LIFE_S = 172_800;
/** Tokens that nobody uses any more must not fill the memory. */
const MAX_TOKENS = 1_000;

/** Families of the API that have scopes of their own. @internal */
export type ScopeFamily =
  | 'organizations'
  | 'tickets'
  | 'users'
  | 'search'
  | 'satisfaction_ratings'
  | 'guide';

/**
 * Who calls, and what they may. A client's token acts with the rights of the
 * admin who owns the client; the legacy API token with those of its agent.
 *
 * @internal
 */
export interface Caller {
  readonly role: 'admin' | 'agent';
  /** @throws ZendeskError 403 */
  require(family: ScopeFamily, access?: 'read' | 'write'): void;
  /** @throws ZendeskError 403 for agents */
  requireAdmin(): void;
}

interface Token {
  readonly scopes: readonly string[];
  /** Milliseconds; a token without an end lives on. */
  readonly expiresAt?: number;
}

/**
 * The account's credentials: tokens that it issued, and the legacy API token.
 *
 * @internal
 */
export class Credentials {
  readonly #context: VendorContext;
  readonly #tokens = new Map<string, Token>();

  constructor(context: VendorContext) {
    this.#context = context;
  }

  /**
   * `POST /oauth/tokens` with `client_credentials`.
   *
   * @throws ZendeskError 400 and 401 as OAuth has them
   */
  issue(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const { clientId, clientSecret } = demoCredentials.zendesk;
    if (body.grant_type !== 'client_credentials') {
      throw zendeskErrors.invalidGrant(
        'The authorization grant type is not supported by the authorization server.',
        'unsupported_grant_type',
      );
    }
    if (body.client_id !== clientId || body.client_secret !== clientSecret) {
      throw zendeskErrors.invalidClient();
    }
    const life = lifeOf(body.expires_in);
    // An unknown scope is accepted here and refused by every later call.
    const scope = typeof body.scope === 'string' ? body.scope : 'read';
    const token = randomBytes(32).toString('hex');
    this.#tokens.set(token, {
      scopes: scope.split(/\s+/).filter(Boolean),
      ...(life !== undefined && {
        expiresAt: this.#context.now().getTime() + life * 1_000,
      }),
    });
    if (this.#tokens.size > MAX_TOKENS) {
      const [oldest] = this.#tokens.keys();
      this.#tokens.delete(oldest);
    }
    return {
      access_token: token,
      token_type: 'bearer',
      scope,
      ...(life !== undefined && { expires_in: life }),
    };
  }

  /**
   * Who sends the request.
   *
   * @throws ZendeskError 401
   */
  authenticate(request: VendorRequest): Caller {
    const [, scheme = '', value = ''] =
      /^(\w+)\s+(\S+)$/.exec(request.headers.authorization ?? '') ?? [];
    switch (scheme.toLowerCase()) {
      case 'bearer':
        return this.#byToken(value);
      case 'basic':
        return byBasic(value);
      default:
        throw zendeskErrors.noCredentials();
    }
  }

  #byToken(value: string): Caller {
    const token = this.#tokens.get(value);
    const now = this.#context.now().getTime();
    if (!token || (token.expiresAt ?? Number.POSITIVE_INFINITY) <= now) {
      this.#tokens.delete(value);
      throw zendeskErrors.invalidToken();
    }
    return {
      role: 'admin',
      require(family, access = 'read') {
        const { scopes } = token;
        if (
          !scopes.includes(access) &&
          !scopes.includes(`${family}:${access}`)
        ) {
          throw zendeskErrors.missingScope(`${family}:${access}`);
        }
      },
      requireAdmin() {},
    };
  }
}

function lifeOf(value: unknown): number | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  const seconds = Number(value);
  if (
    !Number.isInteger(seconds) ||
    seconds <= MIN_LIFE_S ||
    seconds >= MAX_LIFE_S
  ) {
    throw zendeskErrors.invalidGrant(
      `expires_in must be greater than ${MIN_LIFE_S} and less than ${MAX_LIFE_S}`,
    );
  }
  return seconds;
}

function byBasic(value: string): Caller {
  const { email, apiToken } = demoCredentials.zendesk;
  const given = Buffer.from(value, 'base64').toString('utf8');
  if (given !== `${email}/token:${apiToken}`) {
    throw zendeskErrors.noCredentials();
  }
  return {
    role: 'agent',
    require() {},
    requireAdmin() {
      throw zendeskErrors.forbidden();
    },
  };
}
