import { TOLD_FOR_MS } from '@customer-360/backstage-plugin-customer-360-common';
import type { CustomerViewStore } from '../view/CustomerViewStore';

/** Whoever asks half as often as they must is told of changes all the time. */
const RENEW_MS = TOLD_FOR_MS / 2;
const LOOK_MS = 30_000;

/** The part of a browser's document that says whether anybody can see it. */
type Visibility = Pick<
  Document,
  'visibilityState' | 'addEventListener' | 'removeEventListener'
>;

/**
 * Keeps the view of an open page current: at once where the service tells of a
 * change, else every five minutes. A page that nobody can see waits until it is
 * looked at, since each time it asks is a look on record.
 *
 * @internal
 */
export class ViewRenewal {
  readonly #store: CustomerViewStore;
  readonly #subscribe: (told: () => void) => () => void;
  readonly #document: Visibility;
  #holders = 0;
  #stop?: () => void;
  #told = false;

  constructor(options: {
    store: CustomerViewStore;
    /** Calls when the service tells of a change; gives how to end that. */
    subscribe: (told: () => void) => () => void;
    document?: Visibility;
  }) {
    this.#store = options.store;
    this.#subscribe = options.subscribe;
    this.#document = options.document ?? document;
  }

  /** Runs while anybody holds it. @returns lets go */
  hold(): () => void {
    this.#holders += 1;
    this.#stop ??= this.#start();
    return () => {
      this.#holders -= 1;
      if (this.#holders === 0) {
        this.#stop?.();
        this.#stop = undefined;
      }
    };
  }

  #start(): () => void {
    const unsubscribe = this.#subscribe(() => {
      this.#told = true;
      this.#renew();
    });
    const renew = () => this.#renew();
    const timer = setInterval(renew, LOOK_MS);
    this.#document.addEventListener('visibilitychange', renew);
    return () => {
      unsubscribe();
      clearInterval(timer);
      this.#document.removeEventListener('visibilitychange', renew);
    };
  }

  #renew(): void {
    if (this.#document.visibilityState === 'hidden') {
      return;
    }
    if (this.#told) {
      this.#told = false;
      this.#store.renew('pushed');
    } else if ((this.#store.ageMs ?? 0) > RENEW_MS) {
      this.#store.renew('refreshed');
    }
  }
}
