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

  /** Told again with every round: what is linked already costs a look. */
  async saw(links: readonly ListedLink[]): Promise<void> {
    const linked = await this.#store.linkAll(
      links.flatMap(({ customerRef, source, ids, rule }) =>
        ids.map(account => ({
          customerRef,
          source,
          account,
          rule: RULES[rule],
        })),
      ),
      new Date(this.#clock.now()).toISOString(),
    );
    for (const { customerRef, source } of linked) {
      this.#onLinked(customerRef, source);
    }
  }
}
