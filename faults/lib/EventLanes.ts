import { deliver, type Delivery } from './deliveries.ts';
import type { Moments } from './Moments.ts';
import type { PluginDatabase } from './PluginDatabase.ts';
import type { ScriptedVendor } from './ScriptedVendor.ts';
import { rest } from './times.ts';

/** Of all events so many are sent to both instances, and so many again later. */
const TWICE = 0.2;
const AGAIN = 0.2;
const PAUSE_MS = 400;
const RETRY_MS = 500;

/** Whose records one source changes and tells of. */
export interface Told {
  readonly source: string;
  readonly facet: string;
  readonly accounts: readonly string[];
  /** It names the record alone, so that it has to be asked whose that is. */
  readonly byRecord?: boolean;
}

/**
 * Vendors that change records and tell of it until they hear that it was taken,
 * of each account one change after the other: so each event raises the
 * account's counter by one of its own, and by no more however often it is sent.
 */
export class EventLanes {
  readonly #instances: ReadonlyArray<{ api: string }>;
  readonly #vendor: ScriptedVendor;
  readonly #database: PluginDatabase;
  readonly #moments: Moments;
  readonly #running: Array<Promise<void>> = [];
  readonly #late: Array<Promise<unknown>> = [];
  #going = true;
  /** How many distinct events there were, by `c0 s0/tickets`. */
  readonly told = new Map<string, number>();
  /** Deliveries in all, and those that were not taken. */
  sent = 0;
  refused = 0;

  constructor(options: {
    instances: ReadonlyArray<{ api: string }>;
    vendor: ScriptedVendor;
    database: PluginDatabase;
    moments: Moments;
  }) {
    this.#instances = options.instances;
    this.#vendor = options.vendor;
    this.#database = options.database;
    this.#moments = options.moments;
  }

  start(told: Told): void {
    for (const account of told.accounts) {
      this.#running.push(this.#run(told, account));
    }
  }

  /** All that was changed has been told and taken when it resolves. */
  async end(): Promise<void> {
    this.#going = false;
    await Promise.all(this.#running);
    await Promise.all(this.#late);
  }

  async #run(
    { byRecord, facet, source }: Told,
    account: string,
  ): Promise<void> {
    const key = `${account.replace('a', 'c')} ${source}/${facet}`;
    let earlier: Delivery | undefined;
    while (this.#going) {
      await rest(Math.random() * PAUSE_MS);
      const version = this.#vendor.write({ source, account, facet });
      const delivery: Delivery = {
        id: `${source}-${account}-${version}`,
        ...(byRecord ? { record: account } : { account }),
      };
      this.told.set(key, (this.told.get(key) ?? 0) + 1);
      await this.#untilTaken(source, delivery);
      if (Math.random() < AGAIN) {
        const again = earlier && Math.random() < 0.5 ? earlier : delivery;
        this.#late.push(this.#send(source, again, this.#any()));
      }
      earlier = delivery;
      if (byRecord) {
        await this.#untilDone(delivery);
      }
    }
  }

  async #untilTaken(source: string, delivery: Delivery): Promise<void> {
    const both = Math.random() < TWICE;
    for (;;) {
      const taken = await Promise.all(
        both
          ? this.#instances.map((_, at) => this.#send(source, delivery, at))
          : [this.#send(source, delivery, this.#any())],
      );
      if (taken.some(Boolean)) {
        return;
      }
      await rest(RETRY_MS);
    }
  }

  async #send(source: string, delivery: Delivery, at: number) {
    const ended = this.#moments.begin('delivery');
    this.sent += 1;
    try {
      const { status } = await deliver(this.#instances[at], source, delivery);
      this.refused += status === 200 ? 0 : 1;
      return status === 200;
    } catch {
      // Nobody is there, or is no more.
      this.refused += 1;
      return false;
    } finally {
      ended();
    }
  }

  async #untilDone({ id }: Delivery): Promise<void> {
    for (;;) {
      const [row] = await this.#database.rows<{ state: string }>(
        'select state from c360_webhook_events where event_id = $1',
        [id],
      );
      if (row?.state !== 'waiting') {
        return;
      }
      await rest(RETRY_MS);
    }
  }

  #any(): number {
    return Math.floor(Math.random() * this.#instances.length);
  }
}
