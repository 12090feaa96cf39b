import type { Vendor, VendorEvent, WebhookPolicy } from '../types.ts';
import type { DeliveryLog } from './DeliveryLog.ts';

/**
 * When what was refused is tried again. Vendors wait for minutes and hours;
 * tests do not.
 *
 * @public
 */
export interface RetryScale {
  /** Before the second try. */
  readonly firstMs: number;
  /** Every further wait is so many times the one before. */
  readonly factor: number;
  /** No wait is longer. */
  readonly maxMs: number;
  /** How long a receiver may take to answer. */
  readonly timeoutMs: number;
}

/** @internal */
export const USUAL_RETRIES: RetryScale = {
  firstMs: 200,
  factor: 2,
  maxMs: 5_000,
  timeoutMs: 10_000,
};

/** Who is told. @public */
export interface WebhookSubscription {
  readonly url: string;
  /** The URL to sign where a proxy stands between; `url` without it. */
  readonly publicUrl?: string;
}

/** So long events are gathered: the change is answered first. */
const GATHER_MS = 5;
const MAX_IN_FLIGHT = 8;
/** What is waiting at most; more is dropped. */
const MAX_WAITING = 50_000;

interface Waiting {
  readonly event: VendorEvent;
  readonly attempt: number;
}

/**
 * Sends one vendor's events to its subscriber, a few requests at a time, and
 * again where they were refused. Nobody ever waits for it.
 *
 * @internal
 */
export class WebhookQueue {
  readonly #vendor: Vendor;
  readonly #policy: WebhookPolicy;
  readonly #log: DeliveryLog;
  readonly #subscription: WebhookSubscription;
  readonly #scale: () => RetryScale;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #ended = new AbortController();
  #ready: Waiting[] = [];
  #waiting = 0;
  #inFlight = 0;
  #gathering = false;

  constructor(options: {
    readonly vendor: Vendor;
    readonly policy: WebhookPolicy;
    readonly log: DeliveryLog;
    readonly subscription: WebhookSubscription;
    readonly scale: () => RetryScale;
  }) {
    this.#vendor = options.vendor;
    this.#policy = options.policy;
    this.#log = options.log;
    this.#subscription = options.subscription;
    this.#scale = options.scale;
  }

  get waiting(): number {
    return this.#waiting;
  }

  push(event: VendorEvent, delayMs: number): void {
    if (this.#waiting >= MAX_WAITING) {
      this.#log.close(event.id, 'dropped');
      return;
    }
    this.#waiting += 1;
    this.#after(delayMs, { event, attempt: 0 });
  }

  /** Ends at once; what waits is dropped. */
  stop(): void {
    this.#ended.abort();
    for (const timer of this.#timers) {
      clearTimeout(timer);
    }
    this.#timers.clear();
    for (const { event } of this.#ready) {
      this.#log.close(event.id, 'dropped');
    }
    this.#ready = [];
    this.#waiting = 0;
  }

  #after(ms: number, item: Waiting): void {
    if (ms < 1) {
      this.#ready.push(item);
      this.#gather();
      return;
    }
    this.#timer(ms, () => {
      this.#ready.push(item);
      this.#gather();
    });
  }

  #gather(): void {
    if (this.#gathering || this.#ended.signal.aborted) {
      return;
    }
    this.#gathering = true;
    this.#timer(GATHER_MS, () => {
      this.#gathering = false;
      this.#send();
    });
  }

  #timer(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work();
    }, ms);
    this.#timers.add(timer);
  }

  #send(): void {
    while (this.#ready.length > 0 && this.#inFlight < MAX_IN_FLIGHT) {
      const [{ attempt }] = this.#ready;
      // Of one request all were tried as often.
      const other = this.#ready.findIndex(item => item.attempt !== attempt);
      const size = Math.min(
        this.#policy.batch,
        other === -1 ? this.#ready.length : other,
      );
      const batch = this.#ready.splice(0, size);
      this.#inFlight += 1;
      this.#post(batch, attempt)
        .then(status => this.#settle(batch, attempt, status))
        .catch(() => this.#settle(batch, attempt, undefined))
        .finally(() => {
          this.#inFlight -= 1;
          this.#send();
        });
    }
  }

  /** What the receiver answered; undefined where it did not. */
  async #post(
    batch: readonly Waiting[],
    attempt: number,
  ): Promise<number | undefined> {
    const { url, publicUrl } = this.#subscription;
    const signed = this.#vendor.webhook?.(
      batch.map(({ event }) => event),
      publicUrl ?? url,
      // Wall time and not the sandbox's clock: receivers compare it with theirs.
      new Date(),
      attempt,
    );
    if (!signed) {
      return undefined;
    }
    const answer = await fetch(url, {
      method: 'POST',
      headers: signed.headers,
      body: signed.body,
      redirect: 'manual',
      signal: AbortSignal.any([
        this.#ended.signal,
        AbortSignal.timeout(this.#scale().timeoutMs),
      ]),
    });
    await answer.body?.cancel();
    return answer.status;
  }

  #settle(
    batch: readonly Waiting[],
    attempt: number,
    status: number | undefined,
  ): void {
    const delivered = status !== undefined && status >= 200 && status < 300;
    const again =
      !delivered &&
      !this.#ended.signal.aborted &&
      attempt + 1 < this.#policy.attempts &&
      this.#policy.retries(status);
    const { firstMs, factor, maxMs } = this.#scale();
    const wait = Math.min(firstMs * factor ** attempt, maxMs);
    for (const { event } of batch) {
      this.#log.tried(event.id, status);
      if (again) {
        this.#after(wait, { event, attempt: attempt + 1 });
      } else {
        this.#waiting = Math.max(0, this.#waiting - 1);
        this.#log.close(event.id, delivered ? 'delivered' : 'failed');
      }
    }
  }
}
