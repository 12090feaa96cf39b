import type { FacetId } from '@customer-360/backstage-plugin-customer-360-common';
import type { SourceContext } from '../source/SourceContext';

/** One delivery of a vendor, as it came over the wire. @public */
export interface WebhookRequest {
  /** Upper case. */
  readonly method: string;
  /**
   * The URL that the vendor called: as config says this installation is reached
   * from outside, not as a proxy rewrote it. HubSpot signs it.
   */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The body's bytes: what the vendor signed, before anybody parsed them. */
  readonly raw: Buffer;
}

/**
 * Why a delivery is not taken. `signature`: missing or not made with any of our
 * secrets. `too_old`: signed, with a stamp more than the tolerance away from
 * now, in either direction. `malformed`: signed, and not what the vendor
 * describes. `other_account`: signed, and of another account of the vendor than
 * this source is connected to.
 *
 * @public
 */
export type WebhookRefusal =
  | 'signature'
  | 'too_old'
  | 'malformed'
  | 'other_account';

/** That something has changed, and never what it is now. @public */
export interface WebhookEvent {
  /**
   * The vendor's id of the event, at most 200 characters: a second delivery of
   * it has no effect.
   */
  readonly id: string;
  /** The vendor's word for it (`invoice.paid`), for people. */
  readonly type: string;
  /** When it happened at the source. ISO 8601 UTC. */
  readonly occurredAt?: string;
  /** What it makes worthless. */
  readonly facets: readonly FacetId[];
  /** Ids of linked accounts at the source, where the event names them. */
  readonly accounts?: readonly string[];
  /** The record it is about, where the accounts have to be asked for. */
  readonly record?: { readonly type: string; readonly id: string };
}

/** What came of a delivery. @public */
export type WebhookVerdict =
  | { readonly outcome: 'refused'; readonly reason: WebhookRefusal }
  /** The vendor asks whether we are here; this is what it wants to hear. */
  | {
      readonly outcome: 'challenged';
      readonly contentType: string;
      readonly body: string;
    }
  /** Empty where none of it concerns us: taken all the same. */
  | { readonly outcome: 'accepted'; readonly events: readonly WebhookEvent[] };

/** How a source is told of changes by its vendor. @public */
export interface SourceWebhook {
  /**
   * Verifies, then reads. Pure: no I/O, nothing kept. Nothing is parsed before
   * the signature held, and secrets are compared in constant time.
   */
  receive(request: WebhookRequest, now: Date): WebhookVerdict;

  /**
   * The accounts behind a record of an event that does not name them. Empty
   * where the record is gone or belongs to nobody.
   *
   * @throws SourceError when it could not be asked for; it is tried again
   */
  accountsOf?(
    record: { readonly type: string; readonly id: string },
    context: SourceContext,
  ): Promise<readonly string[]>;
}
