import { createHash } from 'node:crypto';
import type { AuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';

/** The catalog's users, by their address. */
export interface PeopleByEmail {
  /**
   * Reads them again where that was long ago.
   *
   * @returns what tells these people from others
   * @throws Error when nobody is known: without people every customer would go
   *   to the fallback, and with it who may see it
   */
  refresh(): Promise<string>;

  /** Undefined for an address that nobody has, or several. */
  refOf(email: string): string | undefined;
}

const KEPT_MS = 10 * 60_000;
const MAX_PEOPLE = 200_000;

/** @see PeopleByEmail */
export class CatalogPeopleByEmail implements PeopleByEmail {
  readonly #catalog: Pick<CatalogService, 'streamEntities'>;
  readonly #auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  readonly #now: () => number;
  #people: ReadonlyMap<string, string | undefined> = new Map();
  #version = '';
  #readAt = -Infinity;

  constructor(options: {
    catalog: Pick<CatalogService, 'streamEntities'>;
    auth: Pick<AuthService, 'getOwnServiceCredentials'>;
    now?: () => number;
  }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#now = options.now ?? Date.now;
  }

  async refresh(): Promise<string> {
    if (this.#now() - this.#readAt < KEPT_MS) {
      return this.#version;
    }
    const people = await this.#read();
    if (people.size === 0) {
      throw new Error(
        'No user of the catalog has an e-mail address (spec.profile.email), so nobody can be made the owner of a customer; customers stay as they are',
      );
    }
    const sorted = [...people].sort(([a], [b]) => (a < b ? -1 : 1));
    this.#people = people;
    this.#version = createHash('sha256')
      .update(JSON.stringify(sorted))
      .digest('hex');
    this.#readAt = this.#now();
    return this.#version;
  }

  refOf(email: string): string | undefined {
    return this.#people.get(email.toLocaleLowerCase('en-US'));
  }

  async #read(): Promise<Map<string, string | undefined>> {
    const people = new Map<string, string | undefined>();
    const pages = this.#catalog.streamEntities(
      {
        filter: { kind: 'User' },
        fields: [
          'kind',
          'metadata.namespace',
          'metadata.name',
          'spec.profile.email',
        ],
      },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    for await (const page of pages) {
      for (const user of page) {
        const email = emailOf(user);
        if (email !== undefined && people.size < MAX_PEOPLE) {
          // An address of two users makes neither of them an owner.
          people.set(
            email,
            people.has(email) ? undefined : stringifyEntityRef(user),
          );
        }
      }
    }
    return people;
  }
}

function emailOf({ spec }: Entity): string | undefined {
  const profile = spec?.profile;
  const email =
    typeof profile === 'object' && profile !== null && !Array.isArray(profile)
      ? profile.email
      : undefined;
  return typeof email === 'string' && email.includes('@')
    ? email.trim().toLocaleLowerCase('en-US')
    : undefined;
}
