import type { Vendor, VendorEvent } from '../types.ts';
import { DeliveryLog } from './DeliveryLog.ts';
import type { Delivery } from './DeliveryLog.ts';
import { NO_CHAOS, WebhookChaos } from './WebhookChaos.ts';
import type { ChaosSettings } from './WebhookChaos.ts';
import { USUAL_RETRIES, WebhookQueue } from './WebhookQueue.ts';
import type { RetryScale, WebhookSubscription } from './WebhookQueue.ts';

interface Room {
  readonly log: DeliveryLog;
  vendor?: Vendor;
  chaos: WebhookChaos;
  subscription?: WebhookSubscription;
  queue?: WebhookQueue;
}

/**
 * What became of a vendor's webhooks.
 *
 * @public
 */
export interface WebhookReport {
  readonly counts: Readonly<Record<string, number>>;
  /** The newest first. */
  readonly deliveries: readonly Delivery[];
}

/**
 * Who is told of the vendors' events, how badly, and what came of it. A vendor
 * has one subscriber at most; without one its events are not kept.
 *
 * @internal
 */
export class Webhooks {
  readonly #rooms = new Map<string, Room>();
  #scale: RetryScale = USUAL_RETRIES;

  /** Makes the vendor known: it is made after what it emits into. */
  register(vendor: Vendor): void {
    this.#room(vendor.id).vendor = vendor;
  }

  /** Replaces the subscriber; what waits for the one before is dropped. */
  subscribe(vendor: string, subscription: WebhookSubscription): void {
    this.unsubscribe(vendor);
    const room = this.#room(vendor);
    if (!room.vendor?.delivery) {
      throw new Error(`${vendor} sends no webhooks.`);
    }
    room.subscription = subscription;
    room.queue = new WebhookQueue({
      vendor: room.vendor,
      policy: room.vendor.delivery,
      log: room.log,
      subscription,
      scale: () => this.#scale,
    });
  }

  unsubscribe(vendor: string): void {
    const room = this.#room(vendor);
    room.queue?.stop();
    room.queue = undefined;
    room.subscription = undefined;
  }

  subscriptions(): readonly (WebhookSubscription & {
    readonly vendor: string;
  })[] {
    return [...this.#rooms].flatMap(([vendor, { subscription }]) =>
      subscription ? [{ vendor, ...subscription }] : [],
    );
  }

  emit(vendor: string, event: VendorEvent): void {
    const room = this.#room(vendor);
    if (!room.queue) {
      return;
    }
    const copies = room.chaos.next();
    room.log.open(event, copies.length);
    if (copies.length === 0) {
      room.log.close(event.id, 'lost');
    }
    for (const delayMs of copies) {
      room.queue.push(event, delayMs);
    }
  }

  isUndelivered(vendor: string, eventId: string): boolean {
    return this.#room(vendor).log.isUndelivered(eventId);
  }

  chaosOf(vendor: string): ChaosSettings {
    return this.#room(vendor).chaos.settings;
  }

  setChaos(vendor: string, settings: ChaosSettings): void {
    this.#room(vendor).chaos = new WebhookChaos(vendor, settings);
  }

  get retries(): RetryScale {
    return this.#scale;
  }

  set retries(scale: RetryScale) {
    this.#scale = scale;
  }

  report(vendor: string, limit: number): WebhookReport {
    const { log, queue } = this.#room(vendor);
    return {
      counts: { ...log.counts(), waiting: queue?.waiting ?? 0 },
      deliveries: log.list(limit),
    };
  }

  forgetDeliveries(vendor: string): void {
    this.#room(vendor).log.clear();
  }

  stop(): void {
    for (const vendor of this.#rooms.keys()) {
      this.unsubscribe(vendor);
    }
  }

  #room(vendor: string): Room {
    let room = this.#rooms.get(vendor);
    if (!room) {
      room = {
        log: new DeliveryLog(),
        chaos: new WebhookChaos(vendor, NO_CHAOS),
      };
      this.#rooms.set(vendor, room);
    }
    return room;
  }
}
