import type { CustomerSource } from '@customer-360/backstage-plugin-customer-360-node';
import { LRUCache } from 'lru-cache';
import { openSession } from '../sources/openSession';
import type { SourceSessions } from '../sources/SourceSessions';
import type { CustomerIdentity } from './CustomerIdentity';

const MAX_CANDIDATES = 10;
const MAX_ID_LENGTH = 255;
const MAX_KNOWN = 10_000;
const FOUND_MS = 15 * 60_000;
const FAILED_MS = 60_000;

/**
 * Looks for accounts that nobody has linked yet. A hint beside the page, so a
 * source that cannot say costs nothing but the hint.
 */
export class CandidateFinder {
  readonly #sessions: SourceSessions;
  readonly #deadlineMs: number;
  readonly #known = new LRUCache<string, { found: Promise<readonly string[]> }>(
    { max: MAX_KNOWN, ttl: FOUND_MS },
  );

  constructor(options: { sessions: SourceSessions; deadlineMs: number }) {
    this.#sessions = options.sessions;
    this.#deadlineMs = options.deadlineMs;
  }

  /** Ids at the source that look like this customer. Never rejects. */
  find(
    source: CustomerSource,
    customer: CustomerIdentity,
  ): Promise<readonly string[]> {
    const { link } = source;
    if (!link) {
      return Promise.resolve([]);
    }
    const key = JSON.stringify([
      source.id,
      source.credentialScope,
      customer.ref,
      customer.title,
      customer.domain ?? '',
    ]);
    const known = this.#known.get(key);
    if (known) {
      return known.found;
    }
    const session = openSession({
      sessions: this.#sessions,
      source,
      deadlineMs: this.#deadlineMs,
    });
    const found = session
      .ask(context => link.candidates(customer, context))
      .then(outcome => {
        session.end();
        if (outcome.ok) {
          return outcome.value
            .filter(id => id.length > 0 && id.length <= MAX_ID_LENGTH)
            .slice(0, MAX_CANDIDATES);
        }
        this.#known.set(
          key,
          { found: Promise.resolve([]) },
          { ttl: FAILED_MS },
        );
        return [];
      });
    this.#known.set(key, { found });
    return found;
  }
}
