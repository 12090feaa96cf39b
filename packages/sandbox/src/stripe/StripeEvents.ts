import { randomBytes } from 'node:crypto';

import type { VendorContext } from '../server/types.ts';
import type { Company, Subscription, World } from '../world/types.ts';
import { renderItems } from './objects/subscription.ts';
import type { StripeObjects } from './StripeObjects.ts';
import { API_VERSION, seconds } from './wire.ts';

const DAY = 86_400;
/** Events are kept so long. */
const KEPT = 30 * DAY;
/** Companies beyond these are quiet, so that a large world costs no scan. */
const LOUDEST = 2_000;

interface EventStub {
  readonly id: string;
  readonly type: string;
  /** Seconds since 1970. */
  readonly created: number;
  readonly objectId: string;
  readonly previous?: () => object;
  /** The object as it was then, as JSON; of what the world tells as it is. */
  readonly snapshot?: string;
  /** When it was added, in wall time: a list that lags does not show it yet. */
  readonly addedAt?: number;
}

/** Something that a call has done. */
export interface StripeChange {
  readonly type: string;
  /** As it is from now on. */
  readonly object: object & { readonly id?: string };
  /** What the changed fields were before. */
  readonly previous?: object;
}

/** Calls leave no more than this behind. */
const MOST_ADDED = 50_000;

/** What happened in the account: drawn from the world, and added to by calls. */
export class StripeEvents {
  readonly #world: World;
  readonly #objects: StripeObjects;
  readonly #context: VendorContext;
  #past: EventStub[] | undefined;
  /** The oldest first. */
  readonly #added: EventStub[] = [];

  /** @param world - as it was before anything was changed */
  constructor(world: World, objects: StripeObjects, context: VendorContext) {
    this.#world = world;
    this.#objects = objects;
    this.#context = context;
  }

  /** Keeps the event and tells whoever subscribed. */
  add({ type, object, previous }: StripeChange): void {
    const now = this.#context.now();
    // Of no seed: receivers remember ids, and the next sandbox starts anew
    const id = `evt_${randomBytes(12).toString('hex')}`;
    const objectId = object.id ?? '';
    this.#added.push({
      id,
      type,
      created: Math.floor(now.getTime() / 1_000),
      objectId,
      previous: previous && (() => previous),
      snapshot: JSON.stringify(object),
      addedAt: this.#context.lag.now(),
    });
    if (this.#added.length > MOST_ADDED) {
      this.#added.shift();
    }
    this.#context.emit({
      id,
      type,
      objectId,
      occurredAt: now,
      data: { ...object, ...(previous && { previous_attributes: previous }) },
    });
  }

  /** Newest first; only what is young enough at `now` (in seconds). */
  list(now: number): readonly EventStub[] {
    this.#past ??= this.#makePast();
    const horizon = this.#context.lag.horizon();
    return [...[...this.#added].reverse(), ...this.#past].filter(
      event =>
        event.created > now - KEPT &&
        event.created <= now &&
        (event.addedAt ?? 0) <= horizon,
    );
  }

  render(event: EventStub): object {
    return {
      ...renderEvent(
        event.id,
        event.type,
        event.created,
        this.#objectOf(event),
        event.previous?.(),
      ),
      pending_webhooks: this.isUndelivered(event) ? 1 : 0,
    };
  }

  isUndelivered(event: EventStub): boolean {
    return this.#context.isUndelivered(event.id);
  }

  #objectOf({ snapshot, objectId }: EventStub): object {
    return snapshot === undefined
      ? this.#objects.retrieve(objectId) ?? { id: objectId }
      : JSON.parse(snapshot);
  }

  #makePast(): EventStub[] {
    const since = seconds(this.#world.today) - 2 * KEPT;
    const events: EventStub[] = [];
    const loud = Math.min(this.#world.size, LOUDEST);
    for (let index = 0; index < loud; index++) {
      const company = this.#world.company(index);
      const recent = happened(company).filter(event => event.created >= since);
      for (const [ordinal, event] of recent.entries()) {
        events.push({
          ...event,
          id: this.#world.ids.stripe('evt', index, ordinal),
        });
      }
    }
    return events.sort((a, b) => b.created - a.created);
  }
}

export function renderEvent(
  id: string,
  type: string,
  created: number,
  object: object,
  previousAttributes?: object,
): object {
  return {
    id,
    object: 'event',
    api_version: API_VERSION,
    created,
    data: {
      object,
      ...(previousAttributes && { previous_attributes: previousAttributes }),
    },
    livemode: false,
    pending_webhooks: 0,
    request: { id: null, idempotency_key: null },
    type,
  };
}

function happened(company: Company): Omit<EventStub, 'id'>[] {
  const { subscriptions, invoices, creditNotes } = company.billing;
  const events = subscriptions.flatMap(each => ofSubscription(company, each));
  // Newest first and thousands where a company is large: the first few will do
  for (const invoice of invoices.slice(0, 200)) {
    const created = seconds(invoice.createdAt);
    events.push({ type: 'invoice.created', created, objectId: invoice.id });
    events.push({ type: 'invoice.finalized', created, objectId: invoice.id });
    for (const attempt of invoice.attempts) {
      const failed = attempt.outcome === 'failed';
      events.push({
        type: failed ? 'invoice.payment_failed' : 'invoice.paid',
        created: seconds(attempt.at),
        objectId: invoice.id,
      });
    }
    for (const refund of invoice.refunds) {
      events.push({
        type: 'charge.refunded',
        created: seconds(refund.at),
        objectId: refund.chargeId,
      });
    }
  }
  for (const note of creditNotes) {
    events.push({
      type: 'credit_note.created',
      created: seconds(note.at),
      objectId: note.id,
    });
  }
  return events;
}

function ofSubscription(
  company: Company,
  subscription: Subscription,
): Omit<EventStub, 'id'>[] {
  const objectId = subscription.id;
  const currency = company.currency.toLowerCase();
  const events: Omit<EventStub, 'id'>[] = [
    {
      type: 'customer.subscription.created',
      created: seconds(subscription.startedAt),
      objectId,
    },
  ];
  for (const change of subscription.changes) {
    events.push({
      type: 'customer.subscription.updated',
      created: seconds(change.at),
      objectId,
      previous: () => ({
        items: renderItems(subscription, change.before, currency),
      }),
    });
  }
  if (subscription.canceledAt) {
    events.push({
      type: 'customer.subscription.updated',
      created: seconds(subscription.canceledAt),
      objectId,
      previous: () => ({
        cancel_at: null,
        cancel_at_period_end: false,
        canceled_at: null,
      }),
    });
  }
  if (subscription.endedAt) {
    events.push({
      type: 'customer.subscription.deleted',
      created: seconds(subscription.endedAt),
      objectId,
    });
  }
  if (subscription.trialEnd) {
    events.push({
      type: 'customer.subscription.trial_will_end',
      created: seconds(subscription.trialEnd) - 3 * DAY,
      objectId,
    });
  }
  return events;
}
