import type { CustomerLooks } from '../changes/CustomerLooks';
import type { Clock } from '../clock/SharedClock';
import type { Watch } from '../watches/Watch';
import type { AlertStore } from './AlertStore';
import { TELLING_MS } from './CustomerAlerts';

const AT_ONCE = 200;
const FORGOTTEN_MS = 30 * 24 * 60 * 60_000;

/** Has those looked at again whose people were being told when an instance ended. */
export class AlertWatch implements Watch {
  readonly id = 'customer-360-alerts';
  readonly schedule: Watch['schedule'] = {
    frequency: { minutes: 1 },
    timeout: { minutes: 5 },
    initialDelay: { minutes: 1 },
  };
  readonly #store: AlertStore;
  readonly #looks: Pick<CustomerLooks, 'soon'>;
  readonly #clock: Clock;

  constructor(options: {
    store: AlertStore;
    looks: Pick<CustomerLooks, 'soon'>;
    clock: Clock;
  }) {
    this.#store = options.store;
    this.#looks = options.looks;
    this.#clock = options.clock;
  }

  async run(): Promise<void> {
    const now = this.#clock.now();
    const left = await this.#store.leftBefore(
      new Date(now - TELLING_MS).toISOString(),
      AT_ONCE,
    );
    for (const customerRef of left) {
      await this.#looks.soon(customerRef, now);
    }
    await this.#store.forget(new Date(now - FORGOTTEN_MS).toISOString());
  }
}
