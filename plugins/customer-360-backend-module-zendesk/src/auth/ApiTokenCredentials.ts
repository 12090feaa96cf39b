import type { ZendeskCredentials, ZendeskIdentity } from './ZendeskCredentials';

/** The legacy token of an agent. @internal */
export class ApiTokenCredentials implements ZendeskCredentials {
  readonly #identity: ZendeskIdentity;

  constructor(auth: { email: string; apiToken: string }) {
    this.#identity = { username: auth.email, token: auth.apiToken };
  }

  async get(): Promise<ZendeskIdentity> {
    return this.#identity;
  }

  refused(): boolean {
    return false;
  }
}
