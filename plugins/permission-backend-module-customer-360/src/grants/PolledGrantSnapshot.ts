import type { LoggerService } from '@backstage/backend-plugin-api';
import type { LiveGrant } from '@customer-360/backstage-plugin-customer-360-common';
import type { GrantSnapshot } from './GrantSnapshot';
import type { LiveGrants, LiveGrantsReader } from './LiveGrantsReader';

const EVERY_MS = 1_000;
/**
 * A revoked grant is gone by then, also where nobody can be asked about it.
 * Whoever keeps what the policy said for as long again, as the service does,
 * is right after five seconds at the latest.
 */
const TRUSTED_MS = 2_500;
/** At start the other plugin may come up later. */
const SILENT_MS = 10_000;

/**
 * Asks for the live grants every second, whether or not it has been answered:
 * one answer that is late or lost takes nothing from anybody. What was asked
 * longer than 2.5 seconds ago counts for nothing: then there are no grants, and
 * roles alone decide.
 */
export class PolledGrantSnapshot implements GrantSnapshot {
  readonly #reader: LiveGrantsReader;
  readonly #logger: LoggerService;
  /** In milliseconds; goes on where the wall clock is set. */
  readonly #elapsed: () => number;
  readonly #now: () => number;
  #known?: LiveGrants;
  #byPerson: ReadonlyMap<string, readonly LiveGrant[]> = new Map();
  /** When what is known was asked for. */
  #askedAt = -Infinity;
  #failingSince?: number;
  #warned = false;
  #timer?: NodeJS.Timeout;

  constructor(options: {
    reader: LiveGrantsReader;
    logger: LoggerService;
    elapsed?: () => number;
    now?: () => number;
  }) {
    this.#reader = options.reader;
    this.#logger = options.logger;
    this.#elapsed = options.elapsed ?? (() => performance.now());
    this.#now = options.now ?? Date.now;
  }

  of(userRef: string): readonly LiveGrant[] {
    if (this.#elapsed() - this.#askedAt > TRUSTED_MS) {
      return [];
    }
    const grants = this.#byPerson.get(userRef);
    if (!grants) {
      return [];
    }
    const now = this.#now();
    return grants.filter(({ expiresAt }) => Date.parse(expiresAt) > now);
  }

  /** Asks now, and again and again until stopped. */
  start(): void {
    void this.refresh();
    this.#timer = setInterval(() => void this.refresh(), EVERY_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Asks once. Never rejects: what cannot be read is not trusted for long. */
  async refresh(): Promise<void> {
    const askedAt = this.#elapsed();
    const known = this.#known;
    try {
      const read = await this.#reader.read(known?.version);
      if (askedAt < this.#askedAt || this.#outrun(read, known)) {
        return;
      }
      if (read !== 'unchanged') {
        this.#known = read;
        this.#byPerson = byPerson(read.grants);
      }
      this.#askedAt = askedAt;
      this.#failingSince = undefined;
      if (this.#warned) {
        this.#warned = false;
        this.#logger.info('Live grants can be read again');
      }
    } catch (error) {
      this.#failingSince ??= askedAt;
      if (!this.#warned && askedAt - this.#failingSince >= SILENT_MS) {
        this.#warned = true;
        this.#logger.warn(
          'Live grants cannot be read, so none count until they can be',
          { cause: error instanceof Error ? error.name : 'unknown' },
        );
      }
    }
  }

  /** It says "as you know", and something else is known by now. */
  #outrun(
    read: LiveGrants | 'unchanged',
    known: LiveGrants | undefined,
  ): boolean {
    return read === 'unchanged' && known !== this.#known;
  }
}

function byPerson(
  grants: readonly LiveGrant[],
): ReadonlyMap<string, readonly LiveGrant[]> {
  const people = new Map<string, LiveGrant[]>();
  for (const grant of grants) {
    const theirs = people.get(grant.person);
    if (theirs) {
      theirs.push(grant);
    } else {
      people.set(grant.person, [grant]);
    }
  }
  return people;
}
