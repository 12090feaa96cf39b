import type { Clock } from '../clock/SharedClock';
import type { Watch } from '../watches/Watch';
import type { WebhookInbox } from './WebhookInbox';

/** Forgets events that nobody needs any more. */
export class InboxWatch implements Watch {
  readonly id = 'customer-360-webhook-inbox';
  readonly schedule: Watch['schedule'] = {
    frequency: { hours: 1 },
    timeout: { minutes: 10 },
    initialDelay: { minutes: 5 },
  };
  readonly #inbox: WebhookInbox;
  readonly #clock: Clock;
  readonly #keepDoneMs: number;
  readonly #keepDeadMs: number;

  constructor(options: {
    inbox: WebhookInbox;
    clock: Clock;
    keepDoneMs: number;
    keepDeadMs: number;
  }) {
    this.#inbox = options.inbox;
    this.#clock = options.clock;
    this.#keepDoneMs = options.keepDoneMs;
    this.#keepDeadMs = options.keepDeadMs;
  }

  async run(): Promise<void> {
    const now = this.#clock.now();
    await this.#inbox.forget({
      done: new Date(now - this.#keepDoneMs),
      dead: new Date(now - this.#keepDeadMs),
    });
  }
}
