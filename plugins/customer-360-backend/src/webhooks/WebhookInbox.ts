import type {
  SourceErrorReason,
  WebhookEvent,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { Knex } from 'knex';

/** An event as it came, and from which source. */
export interface ReceivedEvent {
  readonly source: string;
  readonly event: WebhookEvent;
}

/** One that waits for its effect, lent to one worker for a while. */
export interface ClaimedEvent {
  readonly source: string;
  readonly event: WebhookEvent;
  /** Refs of customers whose counters rose when it came in. */
  readonly acknowledged: readonly string[];
  /** ISO 8601 UTC. */
  readonly receivedAt: string;
  /** This one included; not those that were interrupted. */
  readonly attempts: number;
  /** Attempts that nobody ended: the process was gone, or its time was over. */
  readonly interruptions: number;
}

/**
 * From so many interruptions on, an event may be what ends the processes that
 * take it.
 */
export const SUSPECT_AFTER = 3;

/**
 * Why an event has had no effect yet. `catalog`: it did not say who is linked.
 * `module`: the source names a record and cannot say whose it is.
 * `interrupted`: each attempt ended with its process.
 */
export type EventFailure =
  | SourceErrorReason
  | 'catalog'
  | 'module'
  | 'interrupted';

/** What becomes of one that could not be brought to its effect. */
export type Postponed = {
  readonly event: ClaimedEvent;
  readonly reason: EventFailure;
} & (
  | { readonly kind: 'again'; readonly at: Date }
  /** It is kept for people to see, and never tried again. */
  | { readonly kind: 'dead' }
);

/** How the events of one source are. Holds no id. */
export interface InboxStatus {
  readonly waiting: number;
  readonly dead: number;
  /** When the oldest that still waits came in. ISO 8601 UTC. */
  readonly oldestWaitingAt?: string;
  readonly lastReceivedAt?: string;
  /** When what came last happened at the source. */
  readonly lastOccurredAt?: string;
}

/**
 * Events of vendors until their effect is durable. Whoever is told of an event
 * twice hears of it once; whoever claimed events and vanished gives them back
 * when the lease is over.
 */
export interface WebhookInbox {
  /**
   * Keeps what is not there yet, in the transaction of what follows from it.
   *
   * @param acknowledged - by place in `events`
   * @returns those that are new
   */
  add(
    events: readonly ReceivedEvent[],
    acknowledged: readonly (readonly string[])[],
    tx: Knex,
  ): Promise<readonly ReceivedEvent[]>;

  /**
   * Lends what is due to one worker; nobody else is given it meanwhile. What may
   * end the process that takes it is lent by itself, when nothing else is due.
   *
   * @param claim - tells this claim from all others
   */
  claim(
    source: string,
    claim: string,
    limits: { readonly most: number; readonly leaseMs: number },
  ): Promise<readonly ClaimedEvent[]>;

  /**
   * Ends events, in the transaction of their effect.
   *
   * @returns those that were still lent by this claim: the others are somebody
   *   else's now, and so is their effect
   */
  finish(
    events: readonly ClaimedEvent[],
    claim: string,
    tx: Knex,
  ): Promise<readonly ClaimedEvent[]>;

  /** Gives back what could not be brought to its effect. */
  postpone(events: readonly Postponed[], claim: string): Promise<void>;

  status(source: string): Promise<InboxStatus>;

  /**
   * Forgets what ended before the days given, but the newest of each source,
   * which says when it was last heard of.
   */
  forget(before: { readonly done: Date; readonly dead: Date }): Promise<void>;
}
