import { stringifyEntityRef } from '@backstage/catalog-model';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock/SharedClock';
import type { CustomerChanges } from '../generations/CustomerChanges';
import type { AccountNews } from '../ingestion/AccountNews';
import type { LinkResolver } from '../links/LinkResolver';
import type { OrphanAccounts } from '../links/OrphanAccounts';
import { inTime } from '../portal/inTime';
import { changesOf, type Together } from './changesOf';
import type { AccountsFound, EventAccounts } from './EventAccounts';
import { isGivenUp, MAX_ATTEMPTS, retryDelayMs } from './retryDelay';
import type {
  ClaimedEvent,
  EventFailure,
  Postponed,
  WebhookInbox,
} from './WebhookInbox';
import type { ToldSource } from './WebhookReceiver';

export interface WebhookWorkerOptions {
  readonly source: ToldSource;
  readonly inbox: WebhookInbox;
  readonly changes: CustomerChanges;
  readonly accounts: EventAccounts;
  readonly links: LinkResolver;
  readonly orphans: Pick<OrphanAccounts, 'saw'>;
  readonly news: AccountNews;
  readonly together: Together;
  readonly clock: Clock;
  readonly logger: LoggerService;
  readonly random?: () => number;
  /** For what other instances took in; 1 second. */
  readonly pollMs?: number;
}

const DEFAULT_POLL_MS = 1_000;
const EVENTS_AT_ONCE = 100;
/** Longer than all that is done in it may take. */
const LEASE_MS = 120_000;
const CATALOG_MS = 30_000;
/** Facets that say something of the account as a listing of customers has it. */
const OF_ACCOUNT: ReadonlySet<string> = new Set(['account', 'team']);

/** Customers by account, as the catalog knows them. */
type Customers = ReadonlyMap<string, readonly string[]>;

/**
 * Brings the events of one source to their effect: who is behind them is found
 * out, and their counters rise in the transaction that ends the event, so each
 * has its effect once, however many workers there are and whenever one is
 * killed. A source of its own, so that one that hangs holds up no other.
 */
export class WebhookWorker {
  readonly #options: WebhookWorkerOptions;
  #timer?: NodeJS.Timeout;
  #running?: Promise<void>;
  #again = false;
  #stopped = false;
  #failing = false;

  constructor(options: WebhookWorkerOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer = setInterval(
      () => this.wake(),
      this.#options.pollMs ?? DEFAULT_POLL_MS,
    );
    this.#timer.unref();
    this.wake();
  }

  /** Looks now; there may be something. */
  wake(): void {
    void this.run();
  }

  /** What it has begun is done. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#running;
  }

  /** Resolves when nothing is due any more. Never rejects. */
  run(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#drain();
    return this.#running;
  }

  async #drain(): Promise<void> {
    try {
      while (this.#again && !this.#stopped) {
        this.#again = false;
        this.#again = (await this.#round()) || this.#again;
        this.#failing = false;
      }
    } catch (error) {
      this.#fail(error);
    }
    // In the same turn as nothing was left to do, or a call would be missed.
    this.#running = undefined;
  }

  /** @returns whether there was something to do */
  async #round(): Promise<boolean> {
    const { clock, inbox, source } = this.#options;
    const claim = randomUUID();
    const claimed = await inbox.claim(source.id, claim, {
      most: EVENTS_AT_ONCE,
      leaseMs: LEASE_MS,
    });
    const now = clock.now();
    const lost = claimed.filter(event => isGivenUp(event, now));
    const events = claimed.filter(event => !isGivenUp(event, now));
    if (lost.length > 0) {
      await inbox.postpone(
        lost.map(event => ({ event, kind: 'dead', reason: 'interrupted' })),
        claim,
      );
    }
    // Those that name their accounts wait for no source.
    await Promise.all([
      this.#bring(
        events.filter(({ event }) => event.accounts),
        claim,
      ),
      this.#bring(
        events.filter(({ event }) => !event.accounts),
        claim,
      ),
    ]);
    return claimed.length > 0;
  }

  async #bring(events: readonly ClaimedEvent[], claim: string): Promise<void> {
    if (events.length === 0) {
      return;
    }
    const { accounts, changes, inbox, source, together } = this.#options;
    const found = await accounts.of(source, events);
    const customers = await this.#customersOf(found);
    const ready: ClaimedEvent[] = [];
    const postponed: Postponed[] = [];
    events.forEach((event, at) => {
      const known = found[at];
      if (!known.ok) {
        postponed.push(this.#postpone(event, known.reason, known.retryAt));
      } else if (!customers && known.accounts.length > 0) {
        postponed.push(this.#postpone(event, 'catalog'));
      } else {
        ready.push(event);
      }
    });
    const accountsOf = new Map(events.map((event, at) => [event, found[at]]));
    if (ready.length > 0) {
      await this.#tellNews(ready, accountsOf);
      await changes.acknowledgeWith(async tx => ({
        changes: (
          await inbox.finish(ready, claim, tx)
        ).flatMap(event =>
          changesOf(
            event,
            refsOf(accountsOf.get(event), customers).filter(
              ref => !event.acknowledged.includes(ref),
            ),
            together,
          ),
        ),
        result: undefined,
      }));
      await this.#noteOrphans(found, customers);
    }
    if (postponed.length > 0) {
      await inbox.postpone(postponed, claim);
    }
  }

  /**
   * Of events that say something of the account itself. Before they end, so that
   * it is told again where the process ends in between.
   */
  async #tellNews(
    events: readonly ClaimedEvent[],
    accountsOf: ReadonlyMap<ClaimedEvent, AccountsFound>,
  ): Promise<void> {
    const { news, source } = this.#options;
    const accounts = events
      .filter(({ event }) => event.facets.some(facet => OF_ACCOUNT.has(facet)))
      .flatMap(event => {
        const found = accountsOf.get(event);
        return found?.ok ? found.accounts : [];
      });
    if (accounts.length > 0) {
      await news.tell(source.id, accounts);
    }
  }

  /** For those who link accounts; an event has had its effect without it. */
  async #noteOrphans(
    found: readonly AccountsFound[],
    customers: Customers | undefined,
  ): Promise<void> {
    const { logger, orphans, source } = this.#options;
    const accounts = found.flatMap(known => (known.ok ? known.accounts : []));
    const nobodys = accounts.filter(
      account => customers && (customers.get(account) ?? []).length === 0,
    );
    if (nobodys.length === 0) {
      return;
    }
    try {
      await orphans.saw(source.id, nobodys, 'webhook');
    } catch (error) {
      logger.warn(
        `Accounts that the source "${source.id}" named and that are no customer's could not be remembered; they are when it names them again`,
        { cause: toError(error).name },
      );
    }
  }

  /** Undefined where the catalog does not say. */
  async #customersOf(
    found: readonly AccountsFound[],
  ): Promise<Customers | undefined> {
    const { links, source } = this.#options;
    const accounts = new Set(
      found.flatMap(known => (known.ok ? known.accounts : [])),
    );
    try {
      const customers = await inTime(
        links.customersOfAll(source.id, [...accounts]),
        CATALOG_MS,
      );
      return new Map(
        [...customers].map(([account, entities]) => [
          account,
          entities.map(entity => stringifyEntityRef(entity)),
        ]),
      );
    } catch {
      return undefined;
    }
  }

  #postpone(
    event: ClaimedEvent,
    reason: EventFailure,
    retryAt?: Date,
  ): Postponed {
    if (event.attempts >= MAX_ATTEMPTS || reason === 'module') {
      this.#options.logger.error(
        `An event of the source "${
          this.#options.source.id
        }" was given up (${reason}): what it was about shows when it is next read. GET /v1/sources counts them`,
      );
      return { event, reason, kind: 'dead' };
    }
    const { clock, random = Math.random } = this.#options;
    const now = clock.now();
    const delay = retryDelayMs(
      event.attempts,
      random(),
      retryAt ? retryAt.getTime() - now : 0,
    );
    return { event, reason, kind: 'again', at: new Date(now + delay) };
  }

  /** Said once, until it goes well again. */
  #fail(error: unknown): void {
    if (!this.#failing) {
      this.#options.logger.warn(
        `Events of the source "${
          this.#options.source.id
        }" wait because the database does not answer; nothing is lost, they are tried again every second`,
        { cause: toError(error).name },
      );
    }
    this.#failing = true;
  }
}

function refsOf(
  found: AccountsFound | undefined,
  customers: Customers | undefined,
): string[] {
  return found?.ok
    ? found.accounts.flatMap(account => customers?.get(account) ?? [])
    : [];
}
