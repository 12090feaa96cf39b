import { SourceError } from '@customer-360/backstage-plugin-customer-360-node';
import type { HubspotApi } from '../api/HubspotApi';

const KEPT_MS = 5 * 60_000;
/** Of 500 owners each. */
const MAX_PAGES = 20;

/**
 * Addresses of the owners, by id, kept for a few minutes: a listing has many
 * pages. Who left is not among them, and looks after nobody.
 *
 * @internal
 */
export class OwnerEmails {
  #emails: ReadonlyMap<string, string> = new Map();
  #readAt = -Infinity;

  async read(
    api: Pick<HubspotApi, 'owners'>,
    now: Date,
  ): Promise<ReadonlyMap<string, string>> {
    if (now.getTime() - this.#readAt >= KEPT_MS) {
      this.#emails = await readAll(api);
      this.#readAt = now.getTime();
    }
    return this.#emails;
  }
}

async function readAll(
  api: Pick<HubspotApi, 'owners'>,
): Promise<Map<string, string>> {
  const emails = new Map<string, string>();
  let after: string | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const answer = await api.owners(after);
    for (const { id, email } of answer.owners) {
      if (email) {
        emails.set(id, email);
      }
    }
    if (answer.after === undefined) {
      return emails;
    }
    if (answer.after === after) {
      break;
    }
    after = answer.after;
  }
  // Half a list would take customers from the other half's owners.
  throw new SourceError('schema');
}
