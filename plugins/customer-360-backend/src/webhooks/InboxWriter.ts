import type { CustomerChanges } from '../generations/CustomerChanges';
import type { LinkIndex } from '../links/LinkIndex';
import { inTime } from '../portal/inTime';
import { changesOf, type Together } from './changesOf';
import type { ReceivedEvent, WebhookInbox } from './WebhookInbox';

export interface InboxWriterOptions {
  readonly inbox: WebhookInbox;
  readonly changes: CustomerChanges;
  readonly index: LinkIndex;
  readonly together: Together;
  /** Until a transaction is given up; 5 seconds. */
  readonly flushMs?: number;
}

interface Waiting {
  readonly events: readonly ReceivedEvent[];
  readonly since: number;
  resolve(): void;
  reject(error: unknown): void;
}

/** In one transaction: it stays short however many wait. */
const MAX_EVENTS = 1_000;
/** Vendors give up on an answer after 5 seconds (HubSpot) or more. */
const DEFAULT_FLUSH_MS = 5_000;

/**
 * Makes deliveries durable. While one transaction is under way the next
 * deliveries gather, and go together: a flood about one customer costs a few
 * transactions, and its counters rise once in each.
 */
export class InboxWriter {
  readonly #options: InboxWriterOptions;
  readonly #flushMs: number;
  readonly #waiting: Waiting[] = [];
  #flushing = false;

  constructor(options: InboxWriterOptions) {
    this.#options = options;
    this.#flushMs = options.flushMs ?? DEFAULT_FLUSH_MS;
  }

  /**
   * Durable when it resolves, all of them, and the counters of customers whom
   * our own database knows have risen.
   *
   * @throws Error where they could not be written, or nobody knows whether they
   *   were: sent again they are told from new ones by their ids
   */
  write(events: readonly ReceivedEvent[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({
        events,
        since: performance.now(),
        resolve,
        reject,
      });
      if (!this.#flushing) {
        this.#flushing = true;
        void this.#flush();
      }
    });
  }

  async #flush(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#take();
      try {
        await inTime(
          this.#commit(batch.flatMap(({ events }) => events)),
          this.#flushMs,
        );
        batch.forEach(({ resolve }) => resolve());
      } catch (error) {
        batch.forEach(({ reject }) => reject(error));
      }
    }
    // In the same turn as the queue was seen empty, or one would be left in it.
    this.#flushing = false;
  }

  #take(): Waiting[] {
    const now = performance.now();
    const batch: Waiting[] = [];
    let events = 0;
    while (this.#waiting.length > 0) {
      const next = this.#waiting[0];
      if (batch.length > 0 && events + next.events.length > MAX_EVENTS) {
        break;
      }
      this.#waiting.shift();
      if (now - next.since > 2 * this.#flushMs) {
        next.reject(new Error('The inbox was too busy'));
      } else {
        batch.push(next);
        events += next.events.length;
      }
    }
    return batch;
  }

  async #commit(events: readonly ReceivedEvent[]): Promise<void> {
    if (events.length === 0) {
      return;
    }
    const { changes, inbox, index, together } = this.#options;
    await changes.acknowledgeWith(async tx => {
      const known = await this.#knownCustomers(events, source =>
        index.customersOf(source.id, source.accounts, tx),
      );
      const refs = new Map(
        events.map(received => [received, known(received)] as const),
      );
      const added = await inbox.add(
        events,
        events.map(received => refs.get(received)!),
        tx,
      );
      return {
        changes: added.flatMap(received =>
          changesOf(received, refs.get(received)!, together),
        ),
        result: undefined,
      };
    });
  }

  /** Who is behind the accounts of an event, as far as one look can tell. */
  async #knownCustomers(
    events: readonly ReceivedEvent[],
    ask: (source: {
      id: string;
      accounts: readonly string[];
    }) => Promise<ReadonlyMap<string, readonly string[]>>,
  ): Promise<(received: ReceivedEvent) => readonly string[]> {
    const accounts = new Map<string, Set<string>>();
    for (const { source, event } of events) {
      const ofSource = accounts.get(source) ?? new Set();
      event.accounts?.forEach(account => ofSource.add(account));
      accounts.set(source, ofSource);
    }
    const known = new Map<string, ReadonlyMap<string, readonly string[]>>();
    for (const [id, ofSource] of accounts) {
      if (ofSource.size > 0) {
        known.set(id, await ask({ id, accounts: [...ofSource] }));
      }
    }
    return ({ source, event }) => [
      ...new Set(
        event.accounts?.flatMap(
          account => known.get(source)?.get(account) ?? [],
        ),
      ),
    ];
  }
}
