import type { Company } from '../world/types.ts';
import type { ReadLag } from './changes/ReadLag.ts';

/**
 * A request as it arrived, read whole before a vendor sees it.
 *
 * @public
 */
export interface VendorRequest {
  /** Upper case. */
  readonly method: string;
  /** Without the query string; percent-encoding is kept. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case; a header sent twice is joined with `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * What a vendor answers. A string or a Buffer is sent as it is, anything else
 * as JSON; without a body nothing is sent.
 *
 * @public
 */
export interface VendorResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/**
 * One event to be sent as a webhook: the words are the sandbox's, the vendor
 * puts them into its own envelope. Anything but `type` is optional and has a
 * believable default.
 *
 * @public
 */
export interface WebhookEvent {
  /** The vendor's id of the event; one is made for it without it. */
  readonly id?: string;
  /** The vendor's own name of the event, e.g. `invoice.payment_failed`. */
  readonly type: string;
  /** The vendor's id of the record that the event is about. */
  readonly objectId?: string;
  /** Further fields, put into the vendor's envelope as they are. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/**
 * Something that has happened at a vendor, as its webhooks tell it. It has its
 * id from the start: every further try to deliver it carries the same.
 *
 * @public
 */
export interface VendorEvent extends WebhookEvent {
  readonly id: string;
  /** By the sandbox's clock. */
  readonly occurredAt: Date;
}

/**
 * A webhook ready to be sent, signed as the vendor signs.
 *
 * @public
 */
export interface SignedWebhook {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * A simulated vendor. It is told of nothing but HTTP and answers in the
 * vendor's words; faults, latency, recording and statistics are laid around it.
 *
 * @public
 */
export interface Vendor {
  readonly id: string;
  /**
   * Answers a request. One from `inside` is the sandbox's own and counts
   * towards no limit.
   */
  handle(
    request: VendorRequest,
    from?: 'outside' | 'inside',
  ): VendorResponse | Promise<VendorResponse>;
  /**
   * The same request asked for another customer, so that the fault
   * `wrong_customer` can answer somebody else's records. Undefined when the
   * request names no customer.
   */
  otherCustomer?(request: VendorRequest): VendorRequest | undefined;
  /**
   * The webhook for some events, signed for `url` at `now`. Several only where
   * the vendor sends several at once.
   *
   * @param attempt - how often it was tried before
   */
  webhook?(
    events: readonly WebhookEvent[],
    url: string,
    now: Date,
    attempt?: number,
  ): SignedWebhook;
  /** Once it answers as fast as it ever will. */
  ready?(): Promise<void>;
  /** A customer came into the world: the vendor tells of what it has of it. */
  joined?(company: Company): void;
  /** How the vendor delivers its webhooks. */
  readonly delivery?: WebhookPolicy;
  /**
   * The answer this vendor would give with a failing status, so that the fault
   * `status` speaks the vendor's words. Without it a plain text is sent.
   */
  failure?(status: number): VendorResponse;
}

/**
 * How a vendor delivers webhooks.
 *
 * @public
 */
export interface WebhookPolicy {
  /** Events that go into one request at most. */
  readonly batch: number;
  /** Tries in all. */
  readonly attempts: number;
  /** Whether what the receiver answered is tried again; undefined: no answer. */
  retries(status: number | undefined): boolean;
}

/**
 * What every vendor of the sandbox is given.
 *
 * @public
 */
export interface VendorContext {
  /**
   * The sandbox's clock: wall time, moved by `POST /clock`. Stamps, token
   * expiry and rate limits read it, so that tests can move time.
   */
  now(): Date;
  /** Whether rate limits bite; `POST /limits` switches them for load tests. */
  limitsEnabled(): boolean;
  /** How far the vendor's reads are behind its writes. */
  readonly lag: ReadLag;
  /**
   * Whether lists and searches show the customer at an index; `POST /listing`
   * hides some.
   */
  lists(index: number): boolean;
  /** Tells subscribers of an event. It takes no time and never fails. */
  emit(event: VendorEvent): void;
  /** Whether a webhook of the event waits to be delivered or never was. */
  isUndelivered(eventId: string): boolean;
}
