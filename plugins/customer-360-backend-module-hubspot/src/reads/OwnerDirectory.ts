import { SourceError } from '@customer-360/backstage-plugin-customer-360-node';
import type { HubspotApi } from '../api/HubspotApi';
import type { Owner } from '../api/wire';

const MAX_PAGES = 4;
/** Single owners that are asked for because the list has them not (any more). */
const MAX_ARCHIVED = 10;

/** One of our own people. @internal */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
}

/**
 * Who the owner ids stand for. People who left are not in HubSpot's list: they
 * are asked for one by one, as few as are needed.
 *
 * @internal
 */
export class OwnerDirectory {
  readonly #api: HubspotApi;
  readonly #people: Map<string, Person | undefined>;
  #asked = 0;

  private constructor(api: HubspotApi, people: Map<string, Person>) {
    this.#api = api;
    this.#people = new Map(people);
  }

  static async read(api: HubspotApi): Promise<OwnerDirectory> {
    const people = new Map<string, Person>();
    let after: string | undefined;
    for (let page = 0; page < MAX_PAGES; page++) {
      const answer = await api.owners(after);
      for (const owner of answer.owners) {
        people.set(owner.id, personOf(owner));
      }
      if (answer.after === undefined || answer.after === after) {
        break;
      }
      after = answer.after;
    }
    return new OwnerDirectory(api, people);
  }

  /** @returns undefined for an id that stands for nobody any more */
  async find(id: string): Promise<Person | undefined> {
    if (!this.#people.has(id) && this.#asked < MAX_ARCHIVED) {
      this.#asked += 1;
      this.#people.set(id, await this.#archived(id));
    }
    return this.#people.get(id);
  }

  /** Names by id, for those that are known. */
  async names(ids: Iterable<string>): Promise<Map<string, string>> {
    const names = new Map<string, string>();
    for (const id of new Set(ids)) {
      const person = await this.find(id);
      if (person) {
        names.set(id, person.name);
      }
    }
    return names;
  }

  async #archived(id: string): Promise<Person | undefined> {
    try {
      return personOf(await this.#api.archivedOwner(id));
    } catch (error) {
      if (SourceError.is(error) && error.reason === 'not_found') {
        return undefined;
      }
      throw error;
    }
  }
}

function personOf(owner: Owner): Person {
  const name = [owner.firstName, owner.lastName].filter(Boolean).join(' ');
  return {
    id: owner.id,
    name: name || owner.email || `Owner ${owner.id}`,
    email: owner.email ?? undefined,
  };
}
