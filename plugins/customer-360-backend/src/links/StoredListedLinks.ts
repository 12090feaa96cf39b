import type { CandidateRule } from '@customer-360/backstage-plugin-customer-360-common';
import type { Clock } from '../clock/SharedClock';
import type {
  ListedLink,
  ListedLinks,
  ListedRule,
} from '../ingestion/ListedLinks';
import type { LinkStore } from './LinkStore';

/**
 * A customer that was made from a record is that record's: the record is as
 * good as one that names it.
 */
const RULES: Readonly<Record<ListedRule, CandidateRule>> = {
  listed: 'external_id',
  external_id: 'external_id',
  domain: 'domain',
};

/**
 * Links the accounts of customers that were brought into the catalog. What
 * somebody has undone, or another customer has, is left alone.
 */
export class StoredListedLinks implements ListedLinks {
  readonly #store: LinkStore;
  readonly #clock: Clock;
  readonly #onLinked: (customerRef: string, source: string) => void;

  constructor(options: {
    store: LinkStore;
    clock: Clock;
    onLinked: (customerRef: string, source: string) => void;
  }) {
    this.#store = options.store;
    this.#clock = options.clock;
    this.#onLinked = options.onLinked;
  }

  async saw(links: readonly ListedLink[]): Promise<void> {
    const customers = new Map<string, ListedLink[]>();
    for (const link of links) {
      const known = customers.get(link.customerRef);
      if (known) {
        known.push(link);
      } else {
        customers.set(link.customerRef, [link]);
      }
    }
    for (const [customerRef, itsLinks] of customers) {
      await this.#link(customerRef, itsLinks);
    }
  }

  /** Told again with every round: what is linked already costs one look. */
  async #link(
    customerRef: string,
    links: readonly ListedLink[],
  ): Promise<void> {
    const inForce = await this.#store.inForce(customerRef);
    const known = new Set(
      inForce.map(({ source, account }) => `${source} ${account}`),
    );
    for (const { source, ids, rule } of links) {
      for (const account of ids.filter(id => !known.has(`${source} ${id}`))) {
        const outcome = await this.#store.apply({
          customerRef,
          source,
          account,
          step: { act: 'linked', rule: RULES[rule] },
          at: new Date(this.#clock.now()).toISOString(),
        });
        if (outcome === 'done') {
          this.#onLinked(customerRef, source);
        }
      }
    }
  }
}
