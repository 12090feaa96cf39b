import {
  CANDIDATE_RULES,
  type UnavailableReason,
} from '@customer-360/backstage-plugin-customer-360-common';
import type {
  CustomerSource,
  LinkCandidate,
  SourceErrorReason,
} from '@customer-360/backstage-plugin-customer-360-node';
import { LRUCache } from 'lru-cache';
import type { CandidateLinker } from '../links/CandidateLinker';
import { isPlainAccountId } from '../links/isPlainAccountId';
import { openSession } from '../sources/openSession';
import type { SourceSessions } from '../sources/SourceSessions';
import type { CustomerIdentity } from './CustomerIdentity';

const MAX_CANDIDATES = 10;
const MAX_KNOWN = 10_000;
const FOUND_MS = 15 * 60_000;
const FAILED_MS = 60_000;

/** What a source has found of a customer to whom nothing is linked there. */
export interface FoundAccounts {
  readonly candidates: readonly LinkCandidate[];
  /** True where one of them has been linked by this very look. */
  readonly linked: boolean;
  /** Why the source did not say; nothing is known of accounts there. */
  readonly failure?: UnavailableReason;
}

const NOTHING: FoundAccounts = { candidates: [], linked: false };

/**
 * Looks for accounts that nobody has linked yet, and has the linker decide what
 * becomes of them. A hint beside the page, so a source that cannot say costs
 * nothing but the hint.
 */
export class CandidateFinder {
  readonly #sessions: SourceSessions;
  readonly #linker: Pick<CandidateLinker, 'link'>;
  readonly #deadlineMs: number;
  readonly #known: LRUCache<string, { found: Promise<FoundAccounts> }>;

  constructor(options: {
    sessions: SourceSessions;
    linker: Pick<CandidateLinker, 'link'>;
    deadlineMs: number;
    /** What goes by for what is kept; the process's own when left out. */
    time?: { now(): number };
  }) {
    this.#known = new LRUCache({
      max: MAX_KNOWN,
      ttl: FOUND_MS,
      perf: options.time ?? performance,
    });
    this.#sessions = options.sessions;
    this.#linker = options.linker;
    this.#deadlineMs = options.deadlineMs;
  }

  /** Accounts at the source that look like this customer. Never rejects. */
  find(
    source: CustomerSource,
    customer: CustomerIdentity,
  ): Promise<FoundAccounts> {
    if (!source.link) {
      return Promise.resolve(NOTHING);
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
    const found = this.#look(source, customer).then(async candidates => {
      if (!Array.isArray(candidates)) {
        const nothing = { ...NOTHING, failure: toldOf(candidates.failure) };
        this.#known.set(
          key,
          { found: Promise.resolve(nothing) },
          { ttl: FAILED_MS },
        );
        return nothing;
      }
      const attempt = await this.#linker.link(source.id, customer, candidates);
      // Whoever asks later finds it linked, or somebody has undone it.
      const later = { found: Promise.resolve({ candidates, linked: false }) };
      // What could not be decided is tried again as soon as a source that failed.
      const ttl = attempt === 'undecided' ? FAILED_MS : FOUND_MS;
      this.#known.set(key, later, { ttl });
      return { candidates, linked: attempt === 'linked' };
    });
    this.#known.set(key, { found });
    return found;
  }

  /** Why, where the source does not say. */
  async #look(
    source: CustomerSource,
    customer: CustomerIdentity,
  ): Promise<LinkCandidate[] | { failure: SourceErrorReason }> {
    const session = openSession({
      sessions: this.#sessions,
      source,
      deadlineMs: this.#deadlineMs,
    });
    const outcome = await session.ask(async context =>
      strongestOfEach(await source.link!.candidates(customer, context)),
    );
    session.end();
    return outcome.ok ? outcome.value : { failure: outcome.reason };
  }
}

/** What a source that hides its accounts from us says is that it has none. */
function toldOf(reason: SourceErrorReason): UnavailableReason | undefined {
  return reason === 'not_found' || reason === 'no_access' ? undefined : reason;
}

/** Each account once, by the strongest rule that found it, the strongest first. */
function strongestOfEach(found: readonly LinkCandidate[]): LinkCandidate[] {
  const strongest = new Map<string, LinkCandidate>();
  for (const rule of CANDIDATE_RULES) {
    for (const { id } of found.filter(it => it.rule === rule)) {
      if (isPlainAccountId(id) && !strongest.has(id)) {
        strongest.set(id, { id, rule });
      }
    }
  }
  return [...strongest.values()].slice(0, MAX_CANDIDATES);
}
