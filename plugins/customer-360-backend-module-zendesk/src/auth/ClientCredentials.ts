import {
  SourceError,
  type SourceContext,
} from '@customer-360/backstage-plugin-customer-360-node';
import { z } from 'zod';
import type { ZendeskCredentials, ZendeskIdentity } from './ZendeskCredentials';

/** Zendesk takes more than 300 and less than 172,800. */
const LIFE_SECONDS = 3600;
/** A token is not used in its last minute: a slow call would outlive it. */
const MARGIN_MS = 60_000;

const tokenSchema = z.object({
  access_token: z.string().min(1),
  // Left out by Zendesk where the token has no end.
  expires_in: z.number().positive().nullish(),
});

interface Token {
  readonly identity: ZendeskIdentity;
  /** By the clock of this process. */
  readonly usableUntil: number;
}

/**
 * OAuth client credentials. The token is kept for as long as it lives and asked
 * for once, however many reads wait for it.
 *
 * @internal
 */
export class ClientCredentials implements ZendeskCredentials {
  readonly #auth: { readonly clientId: string; readonly clientSecret: string };
  readonly #url: string;
  readonly #clock: () => number;
  #token: Token | undefined;
  #pending: Promise<Token> | undefined;

  constructor(options: {
    auth: { clientId: string; clientSecret: string };
    apiBase: string;
    /** Milliseconds; any steady clock. */
    clock?: () => number;
  }) {
    this.#auth = options.auth;
    this.#url = `${options.apiBase}/oauth/tokens`;
    this.#clock = options.clock ?? (() => performance.now());
  }

  async get(context: SourceContext): Promise<ZendeskIdentity> {
    for (let attempt = 0; ; attempt++) {
      if (this.#token && this.#clock() < this.#token.usableUntil) {
        return this.#token.identity;
      }
      const ownRequest = this.#pending === undefined;
      this.#pending ??= this.#ask(context).finally(() => {
        this.#pending = undefined;
      });
      try {
        this.#token = await this.#pending;
      } catch (error) {
        // The view that asked ran out of time; this one has not.
        const theirs = !ownRequest && attempt === 0 && !context.signal.aborted;
        if (!theirs || !SourceError.is(error) || error.reason !== 'timeout') {
          throw error;
        }
      }
    }
  }

  refused(identity: ZendeskIdentity): boolean {
    // Several reads come back with the same refused token: only the first one
    // makes it forgotten, not the token that has replaced it since.
    if (this.#token?.identity === identity) {
      this.#token = undefined;
    }
    return true;
  }

  async #ask(context: SourceContext): Promise<Token> {
    const askedAt = this.#clock();
    try {
      const { data } = await context.http.json({
        method: 'POST',
        url: this.#url,
        json: {
          grant_type: 'client_credentials',
          client_id: this.#auth.clientId,
          client_secret: this.#auth.clientSecret,
          scope: 'read',
          expires_in: LIFE_SECONDS,
        },
        schema: tokenSchema,
        operation: 'oauth.token',
        // Asking twice gives two tokens, of which one is not used.
        readOnly: true,
      });
      const lifeMs = (data.expires_in ?? LIFE_SECONDS) * 1000;
      return {
        identity: { useOAuth: true, token: data.access_token },
        // A life shorter than the margin still serves the call at hand.
        usableUntil: askedAt + Math.max(lifeMs - MARGIN_MS, lifeMs / 2),
      };
    } catch (error) {
      // No such client: that is no missing customer.
      if (SourceError.is(error) && error.reason === 'not_found') {
        throw new SourceError('auth');
      }
      throw error;
    }
  }
}
